import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Clock } from '../../clock'
import type { Database } from '../../db/client'
import type { Transaction } from '../../db/transaction'
import { sha256 } from '../../digest'
import type { Journal } from '../../journal/service'
import type { LiveHub } from '../../live/hub'
import type { Notifications } from '../../notifications/service'
import { selectActor, upsertMember } from '../members/store'
import { selectByToken, useInvitation } from './store'

export type InvitationAcceptance = ReturnType<typeof createInvitationAcceptance>

/** What the invited person does with their link; the accounts module asks here. */
export function createInvitationAcceptance(parts: {
  database: Database
  clock: Clock
  journal: Journal
  live: Pick<LiveHub, 'publish' | 'publishToPerson'>
  notifications: Pick<Notifications, 'withdraw'>
}) {
  const { database, clock, journal, live, notifications } = parts

  return {
    /** @throws DomainError `link-unknown` (revoked ones too), `link-used` or `link-expired`. */
    async find(token: string) {
      const found = await selectByToken(database.prisma, sha256(token))
      if (!found || found.revokedAt) throw new DomainError('link-unknown')
      if (found.acceptedAt) throw new DomainError('link-used')
      if (found.expiresAt <= clock.now()) throw new DomainError('link-expired')
      const { id, committeeId, committeeName, name, email } = found
      return { id, committeeId, committeeName, name, email }
    },

    /** Makes the person a member, in the transaction that makes or confirms their account. */
    async accept(tx: Transaction, invitationId: string, personId: string): Promise<void> {
      const used = await useInvitation(tx, invitationId, clock.now())
      if (!used) throw new DomainError('link-used')
      const { committeeId, email, ...standing } = used
      if (await selectActor(tx, personId, committeeId)) throw new DomainError('already-done')
      const memberId = await upsertMember(tx, { committeeId, personId }, standing, clock.now())
      await notifications.withdraw(tx, committeeId, 'invitation', [email])
      await journal.record(tx, {
        committeeId,
        actorId: personId,
        act: 'member-joined',
        object: { type: 'member', id: memberId },
        comesFrom: [{ type: 'invitation', id: invitationId }],
      })
    },

    /** Once the acceptance is kept: the committee's open pages show the newcomer, and theirs the committee. */
    async announce(committeeId: string, personId: string): Promise<void> {
      await live.publishToPerson(personId, [liveKey.me()])
      live.publish(committeeId, [liveKey.members(committeeId), liveKey.committee(committeeId)])
    },
  }
}
