import type { StatementState } from '@reliance/shared/statements/schemas'
import * as m from '$lib/paraglide/messages'

const names: Record<StatementState, () => string> = {
  situation: m.statements_state_situation,
  draft: m.statements_state_draft,
  peer_review: m.statements_state_peer_review,
  deliberation: m.statements_state_deliberation,
  adopted: m.statements_state_adopted,
  set_aside: m.statements_state_set_aside,
  merged: m.statements_state_merged,
  revised: m.statements_state_revised,
}

/** What a state is called in the reader's language. */
export function stateName(state: StatementState): string {
  return names[state]()
}

/** The states in the order of a statement's life: what is alive first, what is over last. */
export const statesInOrder: readonly StatementState[] = [
  'deliberation',
  'peer_review',
  'draft',
  'revised',
  'situation',
  'adopted',
  'merged',
  'set_aside',
]
