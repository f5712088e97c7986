import { isOpenForWriting, isRipeToFreeze, transition } from '../statements/rules'
import type { RoundState } from '../deliberation/schemas'
import type { StatementState } from '../statements/schemas'
import type { Role, Voice } from './schemas'

export const roles = ['coordinator', 'member', 'researcher', 'observer'] as const satisfies readonly Role[]

/** A person as a member of the committee that the subject belongs to; `null` stands for everybody else. */
export type Actor = {
  personId: string
  roles: readonly Role[]
  voice: Voice
  collegeId: string | null
}

export type StatementSubject = {
  state: StatementState
  createdById: string
  /** People invited to write although their roles alone do not allow it. */
  invitedWriterIds: readonly string[]
}

/** What has to be known about the subject before an action on it can be decided. */
export type Subjects = {
  'committee.read': undefined
  /** Settings, members, invitations, outbox. */
  'committee.administer': undefined
  /** Found another committee: decided on a membership of one that exists. */
  'committee.found': undefined
  'member.issue-reset-link': undefined
  'statement.read': undefined
  'statement.create': undefined
  'statement.write': StatementSubject
  'statement.comment': undefined
  'statement.resolve-thread': StatementSubject & { threadCreatedById: string }
  'statement.change-state': { from: StatementState; to: StatementState; createdById: string }
  'statement.invite-writer': undefined
  'statement.freeze': { state: StatementState }
  'note.read': undefined
  'note.create': undefined
  'note.write': undefined
  /** Read what was set aside from a text, and say what becomes of it. */
  'document.decide-set-asides': undefined
  'round.read': undefined
  'round.open': undefined
  'round.answer': { state: RoundState; isElector: boolean }
  'round.extend': { state: RoundState }
  'round.close': { state: RoundState }
  'decision.read': undefined
  'roadmap.read': undefined
  'roadmap.propose': undefined
  'roadmap.edit': undefined
  'journal.read': undefined
}

export type Action = keyof Subjects

type Rule<S> = (actor: Actor, subject: S) => boolean

const by =
  (...allowed: Role[]): Rule<unknown> =>
  (actor) =>
    actor.roles.some((role) => allowed.includes(role))

const all =
  <S>(...rules: Rule<NoInfer<S>>[]): Rule<S> =>
  (actor, subject) =>
    rules.every((rule) => rule(actor, subject))

const any =
  <S>(...rules: Rule<NoInfer<S>>[]): Rule<S> =>
  (actor, subject) =>
    rules.some((rule) => rule(actor, subject))

const anyRole = by(...roles)
const coordinator = by('coordinator')
const contributor = by('coordinator', 'member')
const commenter = by('coordinator', 'member', 'researcher')

const openForWriting: Rule<{ state: StatementState }> = (_, { state }) => isOpenForWriting(state)
const ripeToFreeze: Rule<{ state: StatementState }> = (_, { state }) => isRipeToFreeze(state)
const invited: Rule<StatementSubject> = (actor, { invitedWriterIds }) =>
  invitedWriterIds.includes(actor.personId)
const startedThread: Rule<{ threadCreatedById: string }> = (actor, { threadCreatedById }) =>
  threadCreatedById === actor.personId
const roundOpen: Rule<{ state: RoundState }> = (_, { state }) => state === 'open'
const elector: Rule<{ isElector: boolean }> = (_, { isElector }) => isElector
const votingVoice: Rule<unknown> = ({ voice }) => voice === 'voting'

const mayWrite: Rule<StatementSubject> = all(openForWriting, any(contributor, all(by('researcher'), invited)))

const mayChangeState: Rule<Subjects['statement.change-state']> = (actor, { from, to, createdById }) => {
  const step = transition(from, to)
  if (!step.allowed) return false
  if (step.by === 'carrier') {
    return coordinator(actor, null) || (contributor(actor, null) && createdById === actor.personId)
  }
  return step.by === 'coordinator' && coordinator(actor, null)
}

/** Who may do what. Roles add up; the voice alone gives the vote. */
const rules: { [A in Action]: Rule<Subjects[A]> } = {
  'committee.read': anyRole,
  'committee.administer': coordinator,
  'committee.found': coordinator,
  'member.issue-reset-link': coordinator,
  'statement.read': anyRole,
  'statement.create': contributor,
  'statement.write': mayWrite,
  'statement.comment': commenter,
  'statement.resolve-thread': any(coordinator, all(commenter, startedThread), mayWrite),
  'statement.change-state': mayChangeState,
  'statement.invite-writer': coordinator,
  'statement.freeze': all(coordinator, ripeToFreeze),
  'note.read': anyRole,
  'note.create': contributor,
  'note.write': contributor,
  'document.decide-set-asides': coordinator,
  'round.read': anyRole,
  'round.open': coordinator,
  'round.answer': all(votingVoice, roundOpen, elector),
  'round.extend': all(coordinator, roundOpen),
  'round.close': all(coordinator, roundOpen),
  'decision.read': anyRole,
  'roadmap.read': anyRole,
  'roadmap.propose': contributor,
  'roadmap.edit': coordinator,
  'journal.read': anyRole,
}

/** The closed list of actions. */
export const actions = Object.keys(rules) as readonly Action[]

/**
 * The one answer to "may this person do that": the server enforces it, the web app shows or hides by it.
 *
 *     can(actor, 'statement.write', { state: 'draft', createdById, invitedWriterIds: [] })
 */
export function can<A extends Action>(
  actor: Actor | null,
  action: A,
  ...subject: Subjects[A] extends undefined ? [] : [subject: Subjects[A]]
): boolean {
  return actor !== null && rules[action](actor, subject[0] as Subjects[A])
}
