import { acceptInvitation, setUp, signIn } from '@reliance/shared/auth/contract'
import { invite, readCommittee } from '@reliance/shared/committee/contract'
import { listOutbox } from '@reliance/shared/notifications/contract'
import type { Role, Voice } from '@reliance/shared/committee/schemas'
import type { TestApp } from './build-app'

/** Meets the password rules, and belongs to nobody. */
export const testPassword = 'Quatorze-Lucioles-2027'

/** What these functions need of an application: in this process or a running server. */
type Application = Pick<TestApp, 'ask' | 'call' | 'setUpLink'>

export type TestPerson = { personId: string; email: string; name: string; cookie: string }

const day = '2027-10-01'

/** The first coordinator, through the set-up link. */
export async function setUpCommittee(
  app: Application,
): Promise<{ committeeId: string; coordinator: TestPerson }> {
  const link = await app.setUpLink()
  if (!link) throw new Error('set-up was done already')
  const person = { name: 'Coordination Essai', email: 'coordination@essai.test' }
  const answer = await app.ask(null, setUp, {
    params: { token: link.split('/').at(-1) },
    body: { ...person, password: testPassword, committeeName: 'Comité d’essai', programmeStart: day },
  })
  const membership = answer.body.memberships?.[0]
  if (!membership || !answer.cookie) throw new Error(`set-up failed: ${JSON.stringify(answer.body)}`)
  const coordinator = { ...person, personId: answer.body.person.id, cookie: answer.cookie }
  return { committeeId: membership.committeeId, coordinator }
}

/** Invites somebody and lets them accept, through the outbox as without a mail server. */
export async function joinCommittee(
  app: Application,
  coordinator: TestPerson,
  committeeId: string,
  who: { name: string; roles: Role[]; voice?: Voice; college?: number | null },
): Promise<TestPerson> {
  const { colleges } = await app.call(coordinator.cookie, readCommittee, { params: { committeeId } })
  const email = `${who.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@essai.test`
  const collegeId =
    who.college === undefined || who.college === null ? null : (colleges[who.college]?.id ?? null)
  const { roles, voice, name } = who
  await app.call(coordinator.cookie, invite, {
    params: { committeeId },
    body: { name, email, roles, voice, collegeId },
  })
  const { messages } = await app.call(coordinator.cookie, listOutbox, { params: { committeeId } })
  const message = messages.find(({ recipientEmail }) => recipientEmail === email)
  const token = /\/invitation\/([\w-]+)/.exec(message?.body ?? '')?.[1]
  const answer = await app.ask(null, acceptInvitation, {
    params: { token },
    body: { password: testPassword },
  })
  if (!answer.cookie) throw new Error(`invitation failed: ${JSON.stringify(answer.body)}`)
  return { personId: answer.body.person.id, email, name, cookie: answer.cookie }
}

export async function signInAs(app: Application, email: string, password = testPassword): Promise<string> {
  const answer = await app.ask(null, signIn, { body: { email, password } })
  if (!answer.cookie) throw new Error(`sign-in failed: ${JSON.stringify(answer.body)}`)
  return answer.cookie
}

export type TestCommittee = {
  committeeId: string
  coordinator: TestPerson
  member: TestPerson
  researcher: TestPerson
  observer: TestPerson
  /** Coordinates another committee and is nothing in this one. */
  stranger: TestPerson
}

/** A committee with one person of each role, and somebody of another committee. */
export async function peopleCommittee(app: Application): Promise<TestCommittee> {
  const { committeeId, coordinator } = await setUpCommittee(app)
  const join = (name: string, roles: Role[], voice: Voice, college: number | null) =>
    joinCommittee(app, coordinator, committeeId, { name, roles, voice, college })
  const member = await join('Membre Essai', ['member'], 'voting', 0)
  const researcher = await join('Recherche Essai', ['researcher'], 'advisory', 1)
  const observer = await join('Observation Essai', ['observer'], 'none', null)
  const stranger = await joinElsewhere(app, coordinator)
  return { committeeId, coordinator, member, researcher, observer, stranger }
}

async function joinElsewhere(app: Application, coordinator: TestPerson): Promise<TestPerson> {
  const { foundCommittee } = await import('@reliance/shared/committee/contract')
  const body = { name: 'Autre comité', programmeStart: day }
  const { id } = await app.call(coordinator.cookie, foundCommittee, { body })
  return joinCommittee(app, coordinator, id, {
    name: 'Autre Coordination',
    roles: ['coordinator'],
    voice: 'advisory',
  })
}
