import type { Clock } from '../clock'

const minute = 60_000
const day = 24 * 60 * minute

export type Timeline = ReturnType<typeof createTimeline>

/**
 * The clock by which a demonstration lives through its past weeks. It only goes forward, and never beyond the
 * present: what it dates could have happened.
 */
export function createTimeline(present: Date) {
  const today = Math.floor(present.getTime() / day) * day
  let now = -Infinity

  /** A time of day (UTC, `HH:MM`) so many days from today. */
  function moment(days: number, time: string): Date {
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    return new Date(today + days * day + (hours * 60 + minutes) * minute)
  }

  function advance(to: number): void {
    if (to < now || to > present.getTime()) throw new RangeError('the timeline goes from the past to now')
    now = to
  }

  return {
    now: () => new Date(now),
    moment,
    moveTo: (days: number, time: string): void => advance(moment(days, time).getTime()),
    pass: (minutes: number): void => advance(now + minutes * minute),
  } satisfies Clock & Record<string, unknown>
}
