import { CommitMoment } from '@reliance/server/realtime/commit-moment'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let moment: CommitMoment
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  moment = new CommitMoment()
})
afterEach(() => vi.useRealTimers())

/** Milliseconds until the next commit begins. */
const waited = async (reached: Promise<void>): Promise<number> => {
  const from = performance.now()
  let isReached = false
  void reached.then(() => {
    isReached = true
  })
  for (let turn = 0; turn < 200; turn++) {
    await vi.advanceTimersByTimeAsync(0)
    if (isReached) return performance.now() - from
    await vi.advanceTimersByTimeAsync(1)
  }
  throw new Error('never')
}

it('[RT2] after a pause a commit begins at once', async () => {
  moment.want(0)
  expect(await waited(moment.reached())).toBe(0)
  moment.begin(1, false)
  await vi.advanceTimersByTimeAsync(4)
  moment.want(0)
  expect(await waited(moment.reached())).toBe(0)
})

it.each([
  [1, 4],
  [2, 12],
  [4, 28],
  [6, 40],
  [900, 40],
])('[RT2] %i updates in a commit let the next one gather for %i ms', async (updates, milliseconds) => {
  moment.begin(updates, false)
  moment.want(0)
  expect(await waited(moment.reached())).toBe(milliseconds)
})

it('[RT2] what may wait is written when it must be, or with the first that may not', async () => {
  moment.want(performance.now() + 40)
  expect(await waited(moment.reached())).toBe(40)

  moment.begin(1, false)
  moment.want(performance.now() + 40)
  const reached = moment.reached()
  await vi.advanceTimersByTimeAsync(15)
  moment.want(0)
  expect(await waited(reached)).toBe(0)
})

it('[RT2] what did not fit into a commit is in the next one, though nobody asks for it', async () => {
  moment.want(0)
  moment.begin(1, true)
  expect(await waited(moment.reached())).toBe(4)
})
