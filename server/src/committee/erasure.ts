import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Clock } from '../clock'
import type { Transaction } from '../db/transaction'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import type { Notifications } from '../notifications/service'
import { deleteInvitations } from './invitations/store'
import { clearOrganisations, selectStandings, type StandingIn } from './members/erasure-store'
import { endMember, isLastCoordinator } from './members/leaving'

export type CommitteeErasure = ReturnType<typeof createCommitteeErasure>

/** What the committees keep of a person whose account is erased: their college and their roles; the accounts module asks here. */
export function createCommitteeErasure(parts: {
  clock: Clock
  journal: Pick<Journal, 'record' | 'sources'>
  live: Pick<LiveHub, 'publish'>
  notifications: Pick<Notifications, 'forget'>
}) {
  const { clock, journal, live, notifications } = parts

  /** @throws DomainError `only-coordinator` naming every committee that would have nobody to coordinate it. */
  async function leaveAll(tx: Transaction, personId: string, present: StandingIn[]): Promise<void> {
    const alone: string[] = []
    for (const member of present) {
      if (await isLastCoordinator(tx, member.committeeId, member)) alone.push(member.committeeName)
    }
    if (alone.length > 0)
      throw new DomainError('only-coordinator', { values: { committees: alone.join(', ') } })
    for (const { committeeId, ...member } of present) {
      await endMember(tx, { committeeId, member, leftAt: clock.now() }, (act, object) =>
        journal.record(tx, { committeeId, actorId: personId, act, object }),
      )
    }
  }

  return {
    /** In the transaction that erases the account. @returns the committees whose pages are no longer true. */
    async erase(tx: Transaction, personId: string, addresses: string[]): Promise<string[]> {
      const standings = await selectStandings(tx, personId)
      await leaveAll(
        tx,
        personId,
        standings.filter(({ leftAt }) => leftAt === null),
      )
      const memberIds = standings.map(({ id }) => id)
      await clearOrganisations(tx, memberIds)
      const accepted = await journal.sources(tx, { type: 'member', ids: memberIds }, 'invitation')
      const inviting = await deleteInvitations(tx, { ids: accepted, emails: addresses })
      await notifications.forget(tx, addresses)
      return [...new Set([...standings.map(({ committeeId }) => committeeId), ...inviting])]
    },

    /** After the commit. The name stood on many pages: each loads again whatever it shows. */
    announce(committeeIds: string[]): void {
      for (const committeeId of committeeIds) live.publish(committeeId, [liveKey.everything()])
    },
  }
}
