import { usualVoice } from '@reliance/shared/committee/rules'
import type { Invitation, InvitationInput } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Static } from 'typebox'
import { normalizeEmail } from '../../auth/email'
import type { Caller } from '../../caller'
import type { Clock } from '../../clock'
import type { Database } from '../../db/client'
import type { Transaction } from '../../db/transaction'
import type { Notifications } from '../../notifications/service'
import type { Administer } from '../administration'
import { refuseForeignCollege } from '../colleges/service'
import type { Members } from '../members/service'
import { selectMemberEmails } from '../members/store'
import { issueInvitations, newLink, type Invitee } from './issuing'
import type { InvitationSending } from './sending'
import { markRevoked, selectInvitation, selectInvitations, updateInvitation } from './store'

export type Invitations = ReturnType<typeof createInvitations>

/** Asking people in: what a coordinator does. What the invited person does stands in `acceptance.ts`. */
export function createInvitations(parts: {
  database: Database
  clock: Clock
  members: Members
  administer: Administer
  send: InvitationSending
  notifications: Pick<Notifications, 'withdraw'>
}) {
  const { database, clock, members, administer, send, notifications } = parts
  const keys = (committeeId: string) => [liveKey.members(committeeId)]
  const object = (id: string) => ({ type: 'invitation', id })

  function toInvitee(input: Static<typeof InvitationInput>): Invitee {
    const { roles, collegeId = null, organisation = null } = input
    return {
      email: normalizeEmail(input.email),
      name: input.name.trim(),
      collegeId,
      organisation,
      roles,
      voice: input.voice ?? usualVoice(roles, collegeId),
    }
  }

  /** An invitation that may still be accepted, or that expired. */
  async function open(tx: Transaction, committeeId: string, id: string): Promise<Invitation> {
    const invitation = await selectInvitation(tx, committeeId, id, clock.now())
    if (!invitation) throw new DomainError('not-found')
    if (invitation.state === 'accepted' || invitation.state === 'revoked')
      throw new DomainError('wrong-state')
    return invitation
  }

  return {
    async list(caller: Caller, committeeId: string): Promise<Invitation[]> {
      await members.authorise(caller, committeeId, 'committee.administer')
      return selectInvitations(database.prisma, committeeId, clock.now())
    },

    async invite(
      caller: Caller,
      committeeId: string,
      input: Static<typeof InvitationInput>,
    ): Promise<Invitation> {
      const invitee = toInvitee(input)
      const issued = await administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        await refuseForeignCollege(tx, committeeId, invitee.collegeId)
        const present = await selectMemberEmails(tx, committeeId, [invitee.email])
        if (present.length > 0) throw new DomainError('already-member', { field: 'email' })
        return issueInvitations(tx, clock, caller, committeeId, [invitee], record)
      })
      await send(caller, committeeId, issued)
      const [one] = issued
      if (!one) throw new DomainError('server-error')
      return one.invitation
    },

    async renew(caller: Caller, committeeId: string, invitationId: string): Promise<Invitation> {
      const { token, ...link } = newLink(clock)
      const invitation = await administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        await open(tx, committeeId, invitationId)
        await updateInvitation(tx, invitationId, link)
        await record('invitation-renewed', object(invitationId))
        return open(tx, committeeId, invitationId)
      })
      await send(caller, committeeId, [{ invitation, token }])
      return invitation
    },

    revoke: (caller: Caller, committeeId: string, invitationId: string): Promise<void> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const { email } = await open(tx, committeeId, invitationId)
        await markRevoked(tx, invitationId, clock.now())
        await notifications.withdraw(tx, committeeId, 'invitation', [email])
        await record('invitation-revoked', object(invitationId))
      }),
  }
}
