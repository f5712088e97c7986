import type { StatementState } from './schemas'

/**
 * What brings a statement from one state to another. `carrier` is the person who made it, and a coordinator may
 * act in their place. A `decision` comes from a closed round and a `merge` from the statement that takes the other
 * over: neither is done by hand.
 */
export type TransitionCause = 'carrier' | 'coordinator' | 'decision' | 'merge'

/** The life of a statement. A state that is not named here as a target cannot be reached from that state. */
const transitions: { [From in StatementState]: { [To in StatementState]?: TransitionCause } } = {
  situation: { draft: 'carrier', set_aside: 'coordinator' },
  draft: { peer_review: 'carrier', set_aside: 'coordinator' },
  peer_review: { draft: 'carrier', deliberation: 'coordinator', set_aside: 'coordinator' },
  // Back to peer_review: the round met an objection or missed its quorum, and the text is worked on again.
  deliberation: {
    peer_review: 'coordinator',
    adopted: 'decision',
    set_aside: 'coordinator',
    merged: 'merge',
  },
  adopted: { revised: 'coordinator' },
  set_aside: { draft: 'coordinator' },
  merged: {},
  revised: { peer_review: 'carrier', deliberation: 'coordinator' },
}

/** All states, in the order of a statement's life. */
export const statementStates = Object.keys(transitions) as readonly StatementState[]

/** Whether a statement may pass from one state to another, and what may cause it. */
export function transition(
  from: StatementState,
  to: StatementState,
): { allowed: true; by: TransitionCause } | { allowed: false; code: 'transition-refused' } {
  const by = transitions[from][to]
  return by ? { allowed: true, by } : { allowed: false, code: 'transition-refused' }
}

/**
 * Whether the text is still being written. In every other state it is read-only for everybody: what is deliberated
 * on does not move, and a situation is the account of its author, not a text that others write in.
 */
export function isOpenForWriting(state: StatementState): boolean {
  return state === 'draft' || state === 'peer_review' || state === 'revised'
}

/** Whether a version may be frozen for deliberation: the text is written and has been read across the colleges. */
export function isRipeToFreeze(state: StatementState): boolean {
  return isOpenForWriting(state) && transition(state, 'deliberation').allowed
}

/** Setting a statement aside is answered for: the reason is shown to all. */
export function checkSetAside(
  reason: string,
): { allowed: true } | { allowed: false; code: 'reason-required' } {
  return reason.trim() === '' ? { allowed: false, code: 'reason-required' } : { allowed: true }
}
