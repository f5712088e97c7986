export type DeadlineRefusal = 'round-closed' | 'deadline-past' | 'deadline-not-later'

/** Whether a round may open with this deadline: one that leaves somebody time to answer. */
export function checkDeadline(
  closesAt: Date,
  now: Date,
): { allowed: true } | { allowed: false; code: DeadlineRefusal } {
  return closesAt.getTime() > now.getTime() ? { allowed: true } : { allowed: false, code: 'deadline-past' }
}

/**
 * [DL5] A deadline may be put back while the round is open, never brought forward, and a closed round is not opened
 * again: nobody loses time that was promised, nobody is asked twice because the answer did not please.
 */
export function checkExtension(
  round: { state: 'open' | 'closed'; closesAt: Date },
  newClosesAt: Date,
  now: Date,
): { allowed: true } | { allowed: false; code: DeadlineRefusal } {
  if (round.state === 'closed' || now.getTime() >= round.closesAt.getTime()) {
    return { allowed: false, code: 'round-closed' }
  }
  return newClosesAt.getTime() > round.closesAt.getTime()
    ? { allowed: true }
    : { allowed: false, code: 'deadline-not-later' }
}
