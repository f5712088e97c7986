import type { Role, Voice } from '@reliance/shared/committee/schemas'
import type { Caller } from '../../caller'
import type { Clock } from '../../clock'
import type { Transaction } from '../../db/transaction'
import { newToken, sha256 } from '../../digest'
import type { ObjectReference } from '../../journal/store'
import { organisationsNamed } from '../organisations/service'
import type { Issued } from './sending'
import { insertInvitation, selectOpenInvitations, updateInvitation, type InvitationLink } from './store'

const day = 24 * 60 * 60 * 1000
/** How long an invitation works. */
const lifetime = 14 * day

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

/** One invitation for each invitee; an address that has an open one gets that one again with a new link. */
export async function issueInvitations(
  tx: Transaction,
  clock: Clock,
  caller: Caller,
  committeeId: string,
  invitees: readonly Invitee[],
  record: (act: string, object: ObjectReference) => Promise<void>,
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
  const issued: Issued[] = []
  for (const { organisation, ...invitee } of invitees) {
    const { token, ...link } = newLink(clock)
    const contents = { ...invitee, organisationId: organisationId(organisation), ...link }
    const again = open.get(invitee.email)
    const now = clock.now()
    const invitation = again
      ? await updateInvitation(tx, again, contents, now)
      : await insertInvitation(tx, { ...contents, committeeId, invitedById: caller.personId, createdAt: now })
    await record(again ? 'invitation-renewed' : 'member-invited', { type: 'invitation', id: invitation.id })
    issued.push({ invitation, token })
  }
  return issued
}
