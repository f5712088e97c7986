import type { ConsentAnswer, RoundState } from './schemas'

/**
 * [DL3] [DL4] Whether an answer can be taken. An objection must say what harm it sees to the common purpose, or which
 * limit is crossed: without a reason it cannot be worked on, so it is not one yet.
 */
export function checkBallot(
  round: { state: RoundState; closesAt: Date },
  ballot: { answer: ConsentAnswer; reason: string },
  now: Date,
): { allowed: true } | { allowed: false; code: 'round-closed' | 'reason-required' } {
  if (round.state === 'closed' || now.getTime() >= round.closesAt.getTime()) {
    return { allowed: false, code: 'round-closed' }
  }
  if (ballot.answer === 'objection' && ballot.reason.trim() === '') {
    return { allowed: false, code: 'reason-required' }
  }
  return { allowed: true }
}
