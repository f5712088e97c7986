import type { ConsentAnswer, DecisionOutcome } from '@reliance/shared/deliberation/schemas'
import * as m from '$lib/paraglide/messages'
import type { IconName } from '$lib/ui/Icon.svelte'

type OutcomeWording = {
  name: () => string
  /** The outcome in one sentence. */
  sentence: () => string
  kind: 'success' | 'warning' | 'danger'
  icon: IconName
}

/** How an outcome is said. */
export const outcomes: Record<DecisionOutcome, OutcomeWording> = {
  adopted: {
    name: m.deliberation_outcome_adopted,
    sentence: m.deliberation_said_adopted,
    kind: 'success',
    icon: 'check',
  },
  objected: {
    name: m.deliberation_outcome_objected,
    sentence: m.deliberation_said_objected,
    kind: 'danger',
    icon: 'error',
  },
  no_quorum: {
    name: m.deliberation_outcome_no_quorum,
    sentence: m.deliberation_said_no_quorum,
    kind: 'warning',
    icon: 'people',
  },
}

/** What each answer is called. */
export const answerNames: Record<ConsentAnswer, () => string> = {
  no_objection: m.deliberation_answer_no_objection,
  reservation: m.deliberation_answer_reservation,
  objection: m.deliberation_answer_objection,
}

/** The three answers, in the order in which they are offered and counted. */
export const answersInOrder = ['no_objection', 'reservation', 'objection'] as const
