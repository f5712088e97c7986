import type { Clock } from '@reliance/server/clock'

/** A clock that stands still until a test moves it; it starts at the real time, which Lucia reads. */
export type TestClock = Clock & { advance(milliseconds: number): void; set(instant: string): void }

export function createTestClock(start = new Date()): TestClock {
  let now = start.getTime()
  return {
    now: () => new Date(now),
    advance: (milliseconds) => void (now += milliseconds),
    set: (instant) => void (now = Date.parse(instant)),
  }
}
