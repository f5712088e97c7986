import { can, type Actor } from '../committee/permissions'
import type { Circumstances, OpenRound, StatementInHand } from './circumstances'

/**
 * What can be expected of somebody, and how many minutes it takes (each thread, each message). Few kinds, each an act
 * with one place to do it. In order: of what has no due time, what keeps others waiting comes first.
 */
const minutesOf = {
  'close-round': 5,
  'open-round': 5,
  'hand-on-messages': 1,
  'invite-members': 15,
  'answer-round': 5,
  'remind-colleges': 5,
  'read-answers': 2,
  'answer-threads': 3,
  'freeze-statement': 5,
  'put-on-roadmap': 10,
  'review-statement': 10,
  'write-statement': 20,
} as const
export type ExpectationKind = keyof typeof minutesOf
export const expectationKinds = Object.keys(minutesOf) as ExpectationKind[]

export type Expectation = {
  kind: ExpectationKind
  /**
   * A round to answer, close or remind of; a decision to put on the roadmap; a statement for the rest, and nothing for
   * messages and invitations.
   */
  objectId: string | null
  /** Of that object; empty where there is none. */
  title: string
  /** When it is too late; null when nothing forces the moment. */
  dueAt: string | null
  /** How long it should take. */
  minutes: number
  /** How many threads, messages or colleges below their quorum it is about. */
  count: number
}

/** A round that closes within this time is spoken of to the coordinator, in milliseconds: three days. */
const soon = 3 * 24 * 60 * 60 * 1000

/** « Ce qu'on attend de moi »: by when, and for how long; the most urgent first. */
export function expectations(circumstances: Circumstances): Expectation[] {
  const found = [
    ...circumstances.rounds.flatMap((round) => ofRound(circumstances, round)),
    ...circumstances.statements.flatMap((statement) => ofStatement(circumstances, statement)),
    ...ofCoordination(circumstances),
  ]
  return found.sort(byUrgency)
}

function ofRound({ me, now }: Circumstances, round: OpenRound): Expectation[] {
  const left = Date.parse(round.closesAt) - Date.parse(now)
  const past = left <= 0
  const mine: Expectation[] = []
  const expect = (kind: ExpectationKind, count = 1) =>
    mine.push({ ...once(kind, round), dueAt: round.closesAt, count })
  if (can(me, 'round.answer', { state: 'open', isElector: round.isElector }) && !round.hasAnswered && !past) {
    expect('answer-round')
  }
  if (can(me, 'round.close', { state: 'open' })) {
    if (past || (round.quorumMet && round.answered === round.electors)) expect('close-round')
    else if (!round.quorumMet && left <= soon) expect('remind-colleges', round.missingColleges)
  }
  return mine
}

function ofStatement(circumstances: Circumstances, statement: StatementInHand): Expectation[] {
  const { me } = circumstances
  const { state, openThreads, readers } = statement
  const mine = ofThreads(circumstances, statement)
  if (answersFor(me, statement) && (state === 'draft' || state === 'revised')) {
    mine.push(once('write-statement', statement))
  }
  const isUnread = state === 'peer_review' && statement.createdById !== me.personId && !statement.touchedByMe
  if (isUnread && can(me, 'statement.comment')) mine.push(once('review-statement', statement))
  const isRead = readers > 0 && openThreads === 0
  if (isRead && can(me, 'statement.freeze', { state })) mine.push(once('freeze-statement', statement))
  if (state === 'deliberation' && !statement.hasOpenRound && can(me, 'round.open')) {
    mine.push(once('open-round', statement))
  }
  return mine
}

/** Of all who may write a statement, those who answer for it: who made it, and who was invited to write it. */
function answersFor(me: Actor, statement: StatementInHand): boolean {
  const isNamed = statement.createdById === me.personId || statement.invitedWriterIds.includes(me.personId)
  return isNamed && can(me, 'statement.write', statement)
}

function ofThreads({ me, threads }: Circumstances, statement: StatementInHand): Expectation[] {
  const here = threads.filter(
    ({ statementId, lastCommentById }) => statementId === statement.id && lastCommentById !== me.personId,
  )
  const asked = here.filter(({ state, createdById }) => state === 'open' && createdById !== me.personId)
  const answered = here.filter(
    ({ state, createdById }) => state === 'answered' && createdById === me.personId,
  )
  return [
    ...many('answer-threads', statement, answersFor(me, statement) ? asked.length : 0),
    ...many('read-answers', statement, can(me, 'statement.comment') ? answered.length : 0),
  ]
}

function ofCoordination(circumstances: Circumstances): Expectation[] {
  const { me, decisionsWithoutItem, messagesToHandOn, membersAndInvited } = circumstances
  const nothing = { id: null, title: '' }
  const mine: Expectation[] = []
  if (can(me, 'roadmap.edit')) {
    mine.push(...decisionsWithoutItem.map((decision) => once('put-on-roadmap', decision)))
  }
  if (can(me, 'committee.administer')) {
    mine.push(...many('hand-on-messages', nothing, messagesToHandOn))
    if (membersAndInvited <= 1) mine.push(once('invite-members', nothing))
  }
  return mine
}

type Named = { id: string | null; title: string }

const once = (kind: ExpectationKind, { id, title }: Named): Expectation => ({
  kind,
  objectId: id,
  title,
  dueAt: null,
  minutes: minutesOf[kind],
  count: 1,
})

const many = (kind: ExpectationKind, object: Named, count: number): Expectation[] =>
  count === 0 ? [] : [{ ...once(kind, object), minutes: minutesOf[kind] * count, count }]

/** What is due comes first, the soonest of all; then by kind, then by title, so that the order does not jump about. */
function byUrgency(a: Expectation, b: Expectation): number {
  const due = ({ dueAt }: Expectation) => (dueAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(dueAt))
  return (
    due(a) - due(b) ||
    expectationKinds.indexOf(a.kind) - expectationKinds.indexOf(b.kind) ||
    a.title.localeCompare(b.title, 'fr')
  )
}
