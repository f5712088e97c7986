import { describe, expect, it } from 'vitest'
import { clockAt, instantOf } from '../../../web/src/lib/deliberation/zoned-time'

const hour = 60 * 60 * 1000

describe('the clock of a time zone', () => {
  it.each([
    ['2027-01-21T13:00:00.000Z', 'Europe/Paris', '2027-01-21T14:00'],
    ['2027-07-21T12:00:00.000Z', 'Europe/Paris', '2027-07-21T14:00'],
    ['2027-12-31T23:30:00.000Z', 'Europe/Paris', '2028-01-01T00:30'],
    ['2027-01-01T02:59:59.999Z', 'America/Cayenne', '2026-12-31T23:59'],
    ['2027-07-21T20:00:00.000Z', 'Indian/Reunion', '2027-07-22T00:00'],
  ])('at %s in %s shows %s', (instant, zone, shown) => {
    expect(clockAt(new Date(instant), zone)).toBe(shown)
  })

  it.each([
    ['goes from 2 to 3 on 28 March 2027', '2027-03-28T00:59:00Z', '2027-03-28T01:59', '2027-03-28T03:00'],
    ['goes from 3 to 2 on 31 October 2027', '2027-10-31T00:59:00Z', '2027-10-31T02:59', '2027-10-31T02:00'],
  ])('%s in Paris', (_, minuteBefore, before, after) => {
    const instant = Date.parse(minuteBefore)
    expect(clockAt(new Date(instant), 'Europe/Paris')).toBe(before)
    expect(clockAt(new Date(instant + 60_000), 'Europe/Paris')).toBe(after)
  })
})

describe('the instant of a typed hour', () => {
  it.each([
    ['2027-01-21T14:00', 'Europe/Paris', '2027-01-21T13:00:00.000Z'],
    ['2027-07-21T14:00', 'Europe/Paris', '2027-07-21T12:00:00.000Z'],
    ['2027-07-21T00:30', 'Indian/Reunion', '2027-07-20T20:30:00.000Z'],
    ['2027-07-21T22:00', 'America/Cayenne', '2027-07-22T01:00:00.000Z'],
    ['2028-02-29T23:59', 'Europe/Paris', '2028-02-29T22:59:00.000Z'],
  ])('%s in %s is %s', (typed, zone, instant) => {
    expect(instantOf(typed, zone)).toBe(instant)
  })

  it.each([
    ['01:59', '2027-03-28T00:59:00.000Z'],
    ['03:00', '2027-03-28T01:00:00.000Z'],
    ['12:00', '2027-03-28T10:00:00.000Z'],
  ])('is right on both sides of the change of 28 March: %s', (time, instant) => {
    expect(instantOf(`2027-03-28T${time}`, 'Europe/Paris')).toBe(instant)
  })

  it.each([
    ['00:30', '2027-10-30T22:30:00.000Z'],
    ['01:59', '2027-10-30T23:59:00.000Z'],
    ['03:00', '2027-10-31T02:00:00.000Z'],
    ['12:00', '2027-10-31T11:00:00.000Z'],
  ])('is right on both sides of the change of 31 October: %s', (time, instant) => {
    expect(instantOf(`2027-10-31T${time}`, 'Europe/Paris')).toBe(instant)
  })

  it.each([
    ['Europe/Paris', '2027-03-28T02:30', '2027-03-28T03:30'],
    ['America/Miquelon', '2027-03-14T02:30', '2027-03-14T03:30'],
  ])('of an hour that %s skips is the one that follows the change', (zone, typed, shown) => {
    expect(clockAt(new Date(instantOf(typed, zone) ?? 0), zone)).toBe(shown)
  })

  it.each([
    ['Europe/Paris', '2027-10-31T02:00'],
    ['Europe/Paris', '2027-10-31T02:59'],
    ['America/Miquelon', '2027-11-07T01:30'],
  ])('of an hour that %s has twice is the second: %s', (zone, typed) => {
    const instant = Date.parse(instantOf(typed, zone) ?? '')
    expect(clockAt(new Date(instant), zone)).toBe(typed)
    expect(clockAt(new Date(instant - hour), zone)).toBe(typed)
    expect(clockAt(new Date(instant + hour), zone)).not.toBe(typed)
  })

  it.each(['2027-03-13', '2027-03-27', '2027-10-30', '2027-11-06'])(
    'gives back every hour that clocks show in the two days after %s, when some change',
    (date) => {
      const start = Date.parse(`${date}T12:00:00Z`)
      for (const zone of ['Europe/Paris', 'America/Miquelon', 'Indian/Reunion', 'Pacific/Noumea']) {
        for (let count = 0; count < 48; count += 1) {
          const typed = clockAt(new Date(start + count * hour), zone)
          expect(clockAt(new Date(instantOf(typed, zone) ?? 0), zone)).toBe(typed)
        }
      }
    },
  )

  it.each(['', '2027-01-21', 'demain', '2027-13-01T10:00', '2027-02-30T10:00', '2027-01-21T25:00'])(
    'is none for %j',
    (typed) => {
      expect(instantOf(typed, 'Europe/Paris')).toBeNull()
    },
  )
})
