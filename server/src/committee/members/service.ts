import type { Membership } from '@reliance/shared/auth/contract'
import { can, type Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import type { DirectoryMember } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../../caller'
import type { Database } from '../../db/client'
import type { Transaction } from '../../db/transaction'
import {
  selectActor,
  selectDirectory,
  selectElectorate,
  selectMarks,
  selectMember,
  selectMemberships,
} from './store'

export type Members = ReturnType<typeof createMembers>

/** Who is what in which committee. Every other module asks here before it lets anybody do anything. */
export function createMembers({ database }: { database: Database }) {
  const { prisma } = database

  const actorOf = (personId: string, committeeId: string): Promise<Actor | null> =>
    selectActor(prisma, personId, committeeId)

  /** @throws DomainError `not-found` to those outside the committee, `forbidden` to members without the right. */
  async function authorise(
    caller: Caller,
    committeeId: string,
    action: 'committee.read' | 'committee.administer' | 'journal.read',
  ): Promise<Actor> {
    const actor = await actorOf(caller.personId, committeeId)
    if (!actor) throw new DomainError('not-found')
    if (!can(actor, action)) throw new DomainError('forbidden')
    return actor
  }

  return {
    /** What the person is in the committee now; null when they are not in it, or left it. */
    actorOf,
    authorise,

    membershipsOf: (personId: string): Promise<Membership[]> => selectMemberships(prisma, personId),

    /** How people are shown beside what they did, those who left included. */
    async marks(committeeId: string, personIds: string[]): Promise<Map<string, PersonMark>> {
      const marks = await selectMarks(prisma, committeeId, [...new Set(personIds)])
      return new Map(marks.map((mark) => [mark.personId, mark]))
    },

    /** Those who have a vote now, each with the college that it counts in. */
    electorate: (tx: Transaction, committeeId: string) => selectElectorate(tx, committeeId),

    /** The account behind a present member. */
    async personOfMember(committeeId: string, memberId: string): Promise<string | null> {
      return (await selectMember(prisma, committeeId, memberId))?.personId ?? null
    },

    /** The present members by name; addresses are for coordinators only. */
    async directory(caller: Caller, committeeId: string): Promise<DirectoryMember[]> {
      const actor = await authorise(caller, committeeId, 'committee.read')
      const seesAddresses = can(actor, 'committee.administer')
      const lines = await selectDirectory(prisma, committeeId)
      const inOrder = new Intl.Collator('fr', { numeric: true })
      return lines
        .map((line) => (seesAddresses ? line : { ...line, email: null }))
        .sort((one, other) => inOrder.compare(one.name, other.name))
    },
  }
}
