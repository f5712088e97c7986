import type { Locale } from '@reliance/shared/locale'
import type { NewLogin } from '../auth/account'
import type { AuthModule } from '../auth/module'
import type { Caller } from '../caller'
import type { CommitteeModule } from '../committee/module'
import { demonstration, type DemoPerson } from './data'
import type { Postbox } from './postbox'
import type { Timeline } from './timeline'

/** Somebody of the demonstration, and the Yjs client that stands for their browser. */
export type Present = { caller: Caller; clientId: number }
export type People = ReturnType<typeof createPeople>

/** Where everybody comes in from: this machine. */
const localAddress = '127.0.0.1'

/** The people of the demonstration by their id in the file. */
export function createPeople() {
  const present = new Map<string, Present>()

  return {
    add(id: string, caller: Caller): void {
      present.set(id, { caller, clientId: firstClientId + present.size })
    },
    of(id: string): Present {
      const found = present.get(id)
      if (!found) throw new Error(`${id} has not come in`)
      return found
    },
    all: (): Present[] => [...present.values()],
  }
}

/** Above the template's own. */
const firstClientId = 1001

type Parts = {
  auth: AuthModule
  committee: CommitteeModule
  people: People
  postbox: Postbox
  timeline: Timeline
  password: string
}

async function callerOf({ auth }: Parts, { token, me }: NewLogin, locale: Locale): Promise<Caller> {
  const login = await auth.loginSessions.read(token)
  if (!login) throw new Error('a login that has just begun is gone')
  return { personId: me.person.id, loginSessionId: login.loginSessionId, locale }
}

/** The coordinator comes in by the set-up link and founds the committee; gives back its id. */
export async function foundCommittee(parts: Parts, committeeName: string): Promise<string> {
  const { auth, people, password } = parts
  const { coordinator, committee } = demonstration
  const link = await auth.links.issueSetUp()
  if (!link) throw new Error('somebody has an account already')
  const token = link.slice(link.lastIndexOf('/') + 1)
  const { id, name, email } = coordinator
  const form = { name, email, password, committeeName, programmeStart: committee.programmeStart }
  const login = await auth.entry.setUp(token, form, 'fr')
  people.add(id, await callerOf(parts, login, 'fr'))
  const [membership] = login.me.memberships
  if (!membership) throw new Error('the committee was not founded')
  return membership.committeeId
}

/** Everybody else is invited, and accepts in the days that follow. */
export async function bringEverybodyIn(parts: Parts, committeeId: string): Promise<void> {
  const { committee, people, timeline } = parts
  const { caller } = people.of(demonstration.coordinator.id)
  const { colleges } = await committee.committee.read(caller, committeeId)
  for (const { email, name, organisation, roles, voice, college } of demonstration.people) {
    const collegeId = college && named(colleges, demonstration.colleges[college])
    await committee.invitations.invite(caller, committeeId, {
      email,
      name,
      collegeId,
      organisation,
      roles,
      voice,
    })
  }
  for (const person of demonstration.people) {
    timeline.pass(97)
    await accept(parts, person)
  }
}

function named(colleges: readonly { id: string; nameFr: string }[], nameFr: string | undefined): string {
  const found = colleges.find((college) => college.nameFr === nameFr)
  if (!found) throw new Error(`the committee has no college ${nameFr}`)
  return found.id
}

async function accept(parts: Parts, { id, email, locale }: DemoPerson): Promise<void> {
  const { auth, postbox, people, password } = parts
  const reader = { locale, address: localAddress }
  const login = await auth.entry.acceptInvitation(postbox.invitationOf(email), { password }, reader)
  people.add(id, await callerOf(parts, login, locale))
}

/** Nobody stays signed in: the browsers of the demonstration never were. */
export async function signEverybodyOut({ auth, people }: Parts): Promise<void> {
  for (const { caller } of people.all()) await auth.account.signOutEverywhere(caller)
}
