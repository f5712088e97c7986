import type { Role, Voice } from '@reliance/shared/committee/schemas'
import type { Caller } from '../../caller'
import type { Clock } from '../../clock'
import type { Transaction } from '../../db/transaction'
import { newToken, sha256 } from '../../digest'
import type { RecordAct } from '../administration'
import { organisationsNamed } from '../organisations/service'
import type { Issued } from './sending'
import {
  insertInvitations,
  selectInvitationsOf,
  selectOpenInvitations,
  updateInvitation,
  type InvitationLink,
  type NewInvitation,
} from './store'

const day = 24 * 60 * 60 * 1000
/** How long an invitation works. */
const lifetime = 14 * day

const asObject = (id: string) => ({ type: 'invitation', id })

/** Somebody to invite; the address is in its normal form. */
export type Invitee = {
  email: string
  name: string
  collegeId: string | null
  organisation: string | null
  roles: Role[]
  voice: Voice
}

/** A fresh secret for a link, and what is kept of it. */
export function newLink(clock: Clock): InvitationLink & { token: string } {
  const token = newToken()
  return { token, tokenHash: sha256(token), expiresAt: new Date(clock.now().getTime() + lifetime) }
}

/**
 * One invitation for each invitee, in few statements, as hundreds may come at once; an address that has an open one gets that
 * one again with a new link.
 */
export async function issueInvitations(
  tx: Transaction,
  clock: Clock,
  caller: Caller,
  committeeId: string,
  invitees: readonly Invitee[],
  record: RecordAct,
): Promise<Issued[]> {
  const organisationId = await organisationsNamed(
    tx,
    committeeId,
    invitees.map(({ organisation }) => organisation),
  )
  const emails = invitees.map(({ email }) => email)
  const open = new Map(
    (await selectOpenInvitations(tx, committeeId, emails)).map(({ email, id }) => [email, id]),
  )
  const tokens = new Map<string, string>()
  const fresh: NewInvitation[] = []
  const renewed: string[] = []
  for (const { organisation, ...invitee } of invitees) {
    const { token, ...link } = newLink(clock)
    tokens.set(invitee.email, token)
    const contents = { ...invitee, organisationId: organisationId(organisation), ...link }
    const again = open.get(invitee.email)
    if (again) {
      await updateInvitation(tx, again, contents)
      renewed.push(again)
    } else {
      fresh.push({ ...contents, committeeId, invitedById: caller.personId, createdAt: clock.now() })
    }
  }
  const made = await insertInvitations(tx, fresh)
  await record('member-invited', ...made.map(asObject))
  await record('invitation-renewed', ...renewed.map(asObject))
  const invitations = await selectInvitationsOf(tx, [...made, ...renewed], clock.now())
  return invitations.map((invitation) => ({ invitation, token: tokens.get(invitation.email) ?? '' }))
}
