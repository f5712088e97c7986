import type { ThreadState } from '@reliance/shared/comments/schemas'
import { DomainError } from '@reliance/shared/errors'

/** What can be said of a thread; `open` takes the outcome back. */
export type Outcome = 'integrated' | 'declined' | 'obsolete' | 'open'

/** Whether it still waits for an outcome. */
export function isWaiting(state: ThreadState): boolean {
  return state === 'open' || state === 'answered'
}

/** An answer counts when it comes from somebody else than the one who began the thread. */
export function stateAfterAnswer(
  state: ThreadState,
  thread: { createdById: string },
  authorId: string,
): ThreadState {
  if (!isWaiting(state)) throw new DomainError('wrong-state')
  return state === 'open' && authorId !== thread.createdById ? 'answered' : state
}

/**
 * Gives back the reason to keep. Declining is answered for: its author reads why.
 * @throws DomainError when this outcome cannot be said of a thread in this state, or lacks its reason.
 */
export function checkOutcome(state: ThreadState, outcome: Outcome, reason: string): string | null {
  const isReopening = outcome === 'open'
  if (isReopening === isWaiting(state) || outcome === state) throw new DomainError('wrong-state')
  if (isReopening) return null
  if (outcome === 'declined' && reason.trim() === '')
    throw new DomainError('reason-required', { field: 'reason' })
  return reason.trim() || null
}
