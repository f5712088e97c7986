import type { CommentType, ThreadState } from '@reliance/shared/comments/schemas'
import * as m from '$lib/paraglide/messages'

const types: Record<CommentType, () => string> = {
  question: m.comments_type_question,
  testimony: m.comments_type_testimony,
  reference: m.comments_type_reference,
  method: m.comments_type_method,
  rewording: m.comments_type_rewording,
}
const states: Record<ThreadState, () => string> = {
  open: m.comments_state_open,
  answered: m.comments_state_answered,
  integrated: m.comments_state_integrated,
  declined: m.comments_state_declined,
  obsolete: m.comments_state_obsolete,
}

export const typeName = (type: CommentType): string => types[type]()
export const threadStateName = (state: ThreadState): string => states[state]()
export const typeOptions = () =>
  (Object.keys(types) as CommentType[]).map((value) => ({ value, label: typeName(value) }))

/** Open and answered threads wait for somebody; the others have their outcome. */
export const isOpen = (state: ThreadState): boolean => state === 'open' || state === 'answered'
