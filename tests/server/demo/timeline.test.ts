import { describe, expect, it } from 'vitest'
import { createTimeline } from '@reliance/server/demo/timeline'

describe('the timeline of the demonstration', () => {
  const timeline = () => createTimeline(new Date('2027-03-20T09:30:00Z'))

  it('counts days from today and minutes from where it stands', () => {
    const past = timeline()
    past.moveTo(-2, '08:15')
    expect(past.now().toISOString()).toBe('2027-03-18T08:15:00.000Z')
    past.pass(50)
    expect(past.now().toISOString()).toBe('2027-03-18T09:05:00.000Z')
    expect(past.moment(6, '17:00').toISOString()).toBe('2027-03-26T17:00:00.000Z')
  })

  it('never goes back, nor beyond the present', () => {
    const past = timeline()
    past.moveTo(-2, '08:15')
    expect(() => past.moveTo(-2, '08:14')).toThrow(RangeError)
    expect(() => past.moveTo(0, '09:31')).toThrow(RangeError)
    past.moveTo(0, '09:30')
    expect(() => past.pass(1)).toThrow(RangeError)
  })
})
