import type { Expectation } from '@reliance/shared/expectations/contract'
import * as m from '$lib/paraglide/messages'

type Wording = {
  /** The button. */
  action: () => string
  /** One sentence on what is expected and why. */
  what: (inputs: { count: number }) => string
  href: (objectId: string | null) => string
  /** For what is about no single object. */
  title?: () => string
}

const toRound = (id: string | null) => `/rounds/${id}`
const toStatement = (id: string | null) => `/statements/${id}`

const wordings: Record<Expectation['kind'], Wording> = {
  'answer-round': { action: m.home_do_answer_round, what: m.home_what_answer_round, href: toRound },
  'close-round': { action: m.home_do_close_round, what: m.home_what_close_round, href: toRound },
  'remind-colleges': { action: m.home_do_remind_colleges, what: m.home_what_remind_colleges, href: toRound },
  'open-round': { action: m.home_do_open_round, what: m.home_what_open_round, href: toStatement },
  'read-answers': { action: m.home_do_read_answers, what: m.home_what_read_answers, href: toStatement },
  'answer-threads': { action: m.home_do_answer_threads, what: m.home_what_answer_threads, href: toStatement },
  'freeze-statement': {
    action: m.home_do_freeze_statement,
    what: m.home_what_freeze_statement,
    href: toStatement,
  },
  'review-statement': {
    action: m.home_do_review_statement,
    what: m.home_what_review_statement,
    href: toStatement,
  },
  'write-statement': {
    action: m.home_do_write_statement,
    what: m.home_what_write_statement,
    href: toStatement,
  },
  'put-on-roadmap': {
    action: m.home_do_put_on_roadmap,
    what: m.home_what_put_on_roadmap,
    href: (id) => `/roadmap/new?decision=${id}`,
  },
  'hand-on-messages': {
    action: m.home_do_hand_on_messages,
    what: m.home_what_hand_on_messages,
    href: () => '/committee/outbox',
    title: m.home_messages_title,
  },
  'invite-members': {
    action: m.home_do_invite_members,
    what: m.home_what_invite_members,
    href: () => '/committee/invitations',
    title: m.home_invite_title,
  },
}

/** How one expectation is said, and where it is met. */
export function wordExpectation({ kind, objectId, title, count }: Expectation) {
  const wording = wordings[kind]
  return {
    action: wording.action(),
    what: wording.what({ count }),
    href: wording.href(objectId),
    title: wording.title?.() ?? title,
  }
}
