import { can } from '@reliance/shared/committee/permissions'
import { isProgrammeStart } from '@reliance/shared/committee/rules'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../../caller'
import type { Clock } from '../../clock'
import type { Database } from '../../db/client'
import { inTransaction, type Transaction } from '../../db/transaction'
import type { Journal } from '../../journal/service'
import type { LiveHub } from '../../live/hub'
import type { Members } from '../members/service'
import { upsertMember } from '../members/store'
import { insertCommittee } from './store'

export type NewCommitteeForm = { name: string; territory?: string; programmeStart: string }

export type Founding = ReturnType<typeof createFounding>

/** Making a committee: the first one at set-up, others by somebody who coordinates one. */
export function createFounding(parts: {
  database: Database
  clock: Clock
  journal: Journal
  live: Pick<LiveHub, 'publishToPerson'>
  members: Members
}) {
  const { database, clock, journal, live, members } = parts

  /** In the caller's transaction, without asking whether the founder may: set-up and the demonstration decide. */
  async function found(
    tx: Transaction,
    personId: string,
    form: NewCommitteeForm,
    kind: { demonstration: boolean } = { demonstration: false },
  ): Promise<string> {
    const { programmeStart, territory = '' } = form
    if (!isProgrammeStart(programmeStart)) throw new DomainError('invalid-day', { field: 'programmeStart' })
    const now = clock.now()
    const committeeId = await insertCommittee(tx, {
      name: form.name.trim(),
      territory: territory.trim(),
      programmeStart,
      demonstration: kind.demonstration,
      createdAt: now,
    })
    const memberId = await upsertMember(
      tx,
      { committeeId, personId },
      { collegeId: null, organisationId: null, roles: ['coordinator'], voice: 'advisory' },
      now,
    )
    const committee = { type: 'committee', id: committeeId }
    const by = { committeeId, actorId: personId }
    await journal.record(tx, { ...by, act: 'committee-founded', object: committee })
    await journal.record(tx, {
      ...by,
      act: 'member-joined',
      object: { type: 'member', id: memberId },
      comesFrom: [committee],
    })
    return committeeId
  }

  return {
    found,

    async foundAnother(caller: Caller, form: NewCommitteeForm): Promise<{ id: string }> {
      const memberships = await members.membershipsOf(caller.personId)
      const allowed = memberships.some((membership) =>
        can({ personId: caller.personId, ...membership }, 'committee.found'),
      )
      if (!allowed) throw new DomainError('forbidden')
      const id = await inTransaction(database, (tx) => found(tx, caller.personId, form))
      await live.publishToPerson(caller.personId, [liveKey.me()])
      return { id }
    },
  }
}
