import { can, type Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import { DomainError } from '@reliance/shared/errors'
import { programmeQuarters } from '@reliance/shared/roadmap/quarters'
import type { Roadmap, RoadmapItem } from '@reliance/shared/roadmap/schemas'
import type { Caller } from '../caller'
import type { RoadmapParts } from './parts'
import { selectItem, selectItems, type StoredItem } from './store'

function showItem(item: StoredItem, marks: ReadonlyMap<string, PersonMark>): RoadmapItem {
  const { leadPersonId, committeeId: _, removedAt: __, updatedAt, ...shown } = item
  return {
    ...shown,
    lead: marks.get(leadPersonId) ?? { personId: leadPersonId, name: '', collegeId: null },
    updatedAt: updatedAt.toISOString(),
  }
}

/** What members read of the roadmap. */
export function createRoadmapReading({ database, members, committee }: RoadmapParts) {
  /**
   * The caller before an item that stands on the roadmap, or is `removed` from it.
   * @throws DomainError `not-found` when there is none, or when the caller is not of its committee.
   */
  async function reach(caller: Caller, itemId: string): Promise<{ actor: Actor; item: StoredItem }> {
    const item = await selectItem(database.prisma, itemId)
    const actor = item && (await members.actorOf(caller.personId, item.committeeId))
    if (!item || !actor || !can(actor, 'roadmap.read')) throw new DomainError('not-found')
    return { actor, item }
  }

  return {
    reach,

    /** Not an item that was taken off: it is on no page. */
    async item(caller: Caller, itemId: string): Promise<RoadmapItem> {
      const { item } = await reach(caller, itemId)
      if (item.removedAt) throw new DomainError('not-found')
      return showItem(item, await members.marks(item.committeeId, [item.leadPersonId]))
    },

    async read(caller: Caller, committeeId: string): Promise<Roadmap> {
      const actor = await members.actorOf(caller.personId, committeeId)
      if (!can(actor, 'roadmap.read')) throw new DomainError('not-found')
      const [{ programmeStart, programmeYears }, items] = await Promise.all([
        committee.read(caller, committeeId),
        selectItems(database.prisma, committeeId),
      ])
      const marks = await members.marks(
        committeeId,
        items.map(({ leadPersonId }) => leadPersonId),
      )
      return {
        quarters: programmeQuarters(programmeStart, programmeYears),
        items: items.map((item) => showItem(item, marks)),
        may: { propose: can(actor, 'roadmap.propose'), edit: can(actor, 'roadmap.edit') },
      }
    },

    /** The decisions that an item of the roadmap comes from; for other modules, which have authorised the caller. */
    async decisionsOnRoadmap(committeeId: string): Promise<Set<string>> {
      const items = await selectItems(database.prisma, committeeId)
      return new Set(items.map(({ decisionId }) => decisionId))
    },
  }
}
