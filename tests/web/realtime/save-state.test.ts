import { describe, expect, it } from 'vitest'
import { holdsOthers } from '../../../web/src/lib/realtime/lacking'
import { createRefusals } from '../../../web/src/lib/realtime/refusals'
import { isUnsaved, saveStateOf, type Standing } from '../../../web/src/lib/realtime/save-state'

const calm: Standing = {
  isEnded: false,
  isConnected: true,
  isDurable: true,
  isReady: true,
  wasLost: false,
  isWaiting: false,
  isDenied: false,
}
const state = (standing: Partial<Standing>) => saveStateOf({ ...calm, ...standing })

describe('what the editor says of saving', () => {
  it('is saved only when all of it is durable', () => {
    expect(state({})).toBe('saved')
    expect(state({ isDurable: false })).toBe('saving')
    expect(state({ isDurable: false, isReady: false })).toBe('connecting')
  })

  it('is that the server cannot keep anything, while something waits, and no longer', () => {
    expect(state({ isDurable: false, isWaiting: true })).toBe('waiting')
    expect(state({ isDurable: true, isWaiting: true })).toBe('saved')
    expect(state({ isDurable: false, isWaiting: false })).toBe('saving')
  })

  it('is that a part is not kept, from a refusal on', () => {
    expect(state({ isDurable: false, isDenied: true })).toBe('partly')
    expect(state({ isDurable: false, isDenied: true, isWaiting: true })).toBe('waiting')
  })

  it('is offline after there was a connection or an attempt, whatever else is true', () => {
    const away = { isConnected: false, isDurable: false, isDenied: true, isWaiting: true }
    expect(state({ ...away })).toBe('offline')
    expect(state({ ...away, isReady: false })).toBe('connecting')
    expect(state({ ...away, isReady: false, wasLost: true })).toBe('offline')
  })

  it('is ended once the server has closed for good', () => {
    expect(state({ isEnded: true, isConnected: false })).toBe('ended')
  })

  it('keeps somebody from leaving while something is not kept', () => {
    const states = ['connecting', 'saving', 'saved', 'waiting', 'partly', 'offline', 'ended'] as const
    expect(states.filter(isUnsaved)).toEqual(['saving', 'waiting', 'partly', 'offline'])
  })
})

describe('what the server holds of what others wrote', () => {
  const wanted = new Map([
    [1, 10],
    [2, 5],
    [9, 7],
  ])
  const held = (...entries: [number, number][]) => holdsOthers(new Map(entries), wanted, 9)

  it('is all of it, without what this browser itself writes', () => {
    expect(held([1, 10], [2, 5])).toBe(true)
    expect(held([1, 12], [2, 5], [3, 1])).toBe(true)
  })

  it('is not all of it as long as one letter is lacking', () => {
    expect(held([1, 9], [2, 5], [9, 7])).toBe(false)
    expect(held([1, 10], [9, 7])).toBe(false)
  })
})

describe('how often the server slowed this browser down', () => {
  it('is counted over the last minute', () => {
    let time = 0
    const refusals = createRefusals(() => time)
    const at = (milliseconds: number) => {
      time = milliseconds
      return refusals.add()
    }
    expect([at(0), at(1000), at(59_999), at(60_000), at(200_000)]).toEqual([1, 2, 3, 3, 1])
  })
})
