import { can } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { RoadmapItem } from '@reliance/shared/roadmap/schemas'
import type { Caller } from '../caller'
import { inTransaction, type Transaction } from '../db/transaction'
import type { ObjectReference } from '../object-reference'
import { checkDecision, checkFields, readSurroundings } from './checks'
import type { RoadmapParts } from './parts'
import { createRoadmapReading } from './reading'
import { insertItem, selectItem, updateItem, type ItemFields, type StoredItem } from './store'

export type Roadmaps = ReturnType<typeof createRoadmapService>

/** The roadmap: what the committee will do, quarter by quarter, each line from a decision. */
export function createRoadmapService(parts: RoadmapParts) {
  const { database, clock, journal, live, members } = parts
  const reading = createRoadmapReading(parts)

  const record = (
    tx: Transaction,
    act: { committeeId: string; actorId: string; act: string; itemId: string; comesFrom?: ObjectReference[] },
  ) => {
    const { itemId, ...rest } = act
    return journal.record(tx, { ...rest, object: { type: 'roadmap-item', id: itemId } })
  }

  function announce(committeeId: string): void {
    live.publish(committeeId, [liveKey.roadmap(committeeId), liveKey.expectations(committeeId)])
  }

  /** One act of a coordinator on an item; `work` answers what to journal, null when nothing has to change. */
  async function edit(
    caller: Caller,
    itemId: string,
    work: (tx: Transaction, item: StoredItem) => Promise<string | null>,
  ): Promise<void> {
    const { actor, item } = await reading.reach(caller, itemId)
    if (!can(actor, 'roadmap.edit')) throw new DomainError('forbidden')
    const { committeeId } = item
    await inTransaction(database, async (tx) => {
      const current = await selectItem(tx, itemId)
      if (!current) throw new DomainError('not-found')
      const act = await work(tx, current)
      if (act) await record(tx, { committeeId, actorId: actor.personId, act, itemId })
    })
    announce(committeeId)
  }

  return {
    ...reading,

    async add(
      caller: Caller,
      committeeId: string,
      { decisionId, ...fields }: ItemFields & { decisionId: string },
    ): Promise<RoadmapItem> {
      const actor = await members.actorOf(caller.personId, committeeId)
      if (!actor) throw new DomainError('not-found')
      if (!can(actor, 'roadmap.propose')) throw new DomainError('forbidden')
      await checkDecision(parts, committeeId, decisionId)
      checkFields(await readSurroundings(parts, caller, committeeId, fields), fields, fields)
      const id = await inTransaction(database, async (tx) => {
        const at = clock.now()
        const item = { ...trimmed(fields), committeeId, decisionId, createdAt: at, updatedAt: at }
        const itemId = await insertItem(tx, item)
        const comesFrom = [{ type: 'decision', id: decisionId }]
        await record(tx, {
          committeeId,
          actorId: actor.personId,
          act: 'roadmap-item-added',
          itemId,
          comesFrom,
        })
        return itemId
      })
      announce(committeeId)
      return reading.item(caller, id)
    },

    async change(caller: Caller, itemId: string, change: Partial<ItemFields>): Promise<RoadmapItem> {
      const { item } = await reading.reach(caller, itemId)
      const surroundings = await readSurroundings(parts, caller, item.committeeId, change)
      await edit(caller, itemId, async (tx, current) => {
        if (current.removedAt) throw new DomainError('not-found')
        checkFields(surroundings, change, current)
        if (Object.keys(change).length === 0) return null
        await updateItem(tx, itemId, { ...trimmed(change), updatedAt: clock.now() })
        return 'roadmap-item-changed'
      })
      return reading.item(caller, itemId)
    },

    async remove(caller: Caller, itemId: string): Promise<void> {
      await edit(caller, itemId, async (tx, { removedAt }) => {
        if (removedAt) throw new DomainError('already-done')
        await updateItem(tx, itemId, { removedAt: clock.now(), updatedAt: clock.now() })
        return 'roadmap-item-removed'
      })
    },

    async restore(caller: Caller, itemId: string): Promise<RoadmapItem> {
      await edit(caller, itemId, async (tx, { removedAt }) => {
        if (!removedAt) throw new DomainError('already-done')
        await updateItem(tx, itemId, { removedAt: null, updatedAt: clock.now() })
        return 'roadmap-item-restored'
      })
      return reading.item(caller, itemId)
    },
  }
}

/** Without the spaces around what was typed. */
function trimmed<Fields extends Partial<ItemFields>>(fields: Fields): Fields {
  const { title, question } = fields
  return {
    ...fields,
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(question === undefined ? {} : { question: question.trim() }),
  }
}
