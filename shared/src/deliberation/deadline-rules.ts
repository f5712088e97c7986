import type { RoundState } from './schemas'

const minute = 60_000
const day = 24 * 60 * minute

/** [DL15] Bounds of a deadline, counted from now, in milliseconds. */
export const deadlineBounds = { soonest: minute, latest: 366 * day } as const

type DeadlineDecision = { allowed: true } | { allowed: false; code: 'deadline-too-soon' | 'round-closed' }

/** [DL15] Whether a round may close then: late enough for somebody to answer, and within a year. */
export function checkDeadline(closesAt: Date, now: Date): DeadlineDecision {
  const away = closesAt.getTime() - now.getTime()
  const inBounds = away >= deadlineBounds.soonest && away <= deadlineBounds.latest
  return inBounds ? { allowed: true } : { allowed: false, code: 'deadline-too-soon' }
}

/**
 * [DL5] A deadline may be put back while the round is open, never brought forward, and a closed round is not opened
 * again: nobody loses time that was promised, nobody is asked twice because the answer did not please.
 */
export function checkExtension(
  round: { state: RoundState; closesAt: Date },
  newClosesAt: Date,
  now: Date,
): DeadlineDecision {
  if (round.state === 'closed' || now.getTime() >= round.closesAt.getTime()) {
    return { allowed: false, code: 'round-closed' }
  }
  if (newClosesAt.getTime() <= round.closesAt.getTime()) return { allowed: false, code: 'deadline-too-soon' }
  return checkDeadline(newClosesAt, now)
}
