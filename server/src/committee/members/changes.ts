import type { DirectoryMember, MemberInput } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Static } from 'typebox'
import type { Caller } from '../../caller'
import type { Clock } from '../../clock'
import type { Transaction } from '../../db/transaction'
import type { LiveHub } from '../../live/hub'
import type { Administer } from '../administration'
import { refuseForeignCollege } from '../colleges/service'
import { organisationsNamed } from '../organisations/service'
import { endMember, isLastCoordinator } from './leaving'
import { selectMember, updateStanding } from './store'

export type MemberChanges = ReturnType<typeof createMemberChanges>

/** What a coordinator changes of a membership; it holds at once on the person's open pages and documents. */
export function createMemberChanges(parts: {
  clock: Clock
  administer: Administer
  live: Pick<LiveHub, 'publishToPerson'>
  /** Rights have changed: open documents ask again what the person may do. */
  onMemberChanged: (personId: string) => Promise<void> | void
}) {
  const { clock, administer, live, onMemberChanged } = parts
  const keys = (committeeId: string) => [
    liveKey.members(committeeId),
    liveKey.committee(committeeId),
    liveKey.expectations(committeeId),
  ]

  async function present(tx: Transaction, committeeId: string, memberId: string): Promise<DirectoryMember> {
    const member = await selectMember(tx, committeeId, memberId)
    if (!member) throw new DomainError('not-found')
    return member
  }

  async function tell(personId: string): Promise<void> {
    await onMemberChanged(personId)
    await live.publishToPerson(personId, [liveKey.me()])
  }

  return {
    async change(
      caller: Caller,
      committeeId: string,
      memberId: string,
      input: Static<typeof MemberInput>,
    ): Promise<DirectoryMember> {
      const changed = await administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const { organisation, ...change } = input
        const member = await present(tx, committeeId, memberId)
        await refuseForeignCollege(tx, committeeId, change.collegeId)
        const stepsDown = change.roles && !change.roles.includes('coordinator')
        if (stepsDown && (await isLastCoordinator(tx, committeeId, member)))
          throw new DomainError('last-coordinator', { field: 'roles' })
        const organisationId = (await organisationsNamed(tx, committeeId, [organisation]))(organisation)
        await updateStanding(tx, memberId, {
          ...change,
          ...(organisation === undefined ? {} : { organisationId }),
        })
        await record('member-changed', { type: 'member', id: memberId })
        return present(tx, committeeId, memberId)
      })
      await tell(changed.personId)
      return changed
    },

    async remove(caller: Caller, committeeId: string, memberId: string): Promise<void> {
      const { personId } = await administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const member = await present(tx, committeeId, memberId)
        await endMember(tx, { committeeId, member, leftAt: clock.now() }, record)
        return member
      })
      await tell(personId)
    },
  }
}
