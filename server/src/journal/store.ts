import type { JournalEntry } from '@reliance/shared/journal/contract'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import type { ObjectReference } from '../object-reference'

export type NewEntry = {
  committeeId: string | null
  actorId: string | null
  act: string
  object: ObjectReference
  digest: string | null
  comesFrom: ObjectReference[]
  at: Date
}

const toRow = ({ committeeId, actorId, act, object, digest, at }: Omit<NewEntry, 'comesFrom'>) => ({
  committeeId,
  actorId,
  act,
  objectType: object.type,
  objectId: object.id,
  digest,
  at,
})

/** Many at once, in this order, for acts that come from nothing else. */
export async function insertEntries(tx: Transaction, entries: Omit<NewEntry, 'comesFrom'>[]): Promise<void> {
  await tx.journalEntry.createMany({ data: entries.map(toRow) })
}

export async function insertEntry(tx: Transaction, entry: NewEntry): Promise<void> {
  const { id } = await tx.journalEntry.create({ data: toRow(entry), select: { id: true } })
  if (entry.comesFrom.length === 0) return
  await tx.provenanceLink.createMany({
    data: entry.comesFrom.map((source) => ({
      journalEntryId: id,
      fromType: entry.object.type,
      fromId: entry.object.id,
      toType: source.type,
      toId: source.id,
    })),
  })
}

export async function selectSources(
  tx: Transaction,
  of: { type: string; ids: string[] },
  type: string,
): Promise<string[]> {
  const rows = await tx.provenanceLink.findMany({
    where: { fromType: of.type, fromId: { in: of.ids }, toType: type },
    select: { toId: true },
  })
  return rows.map(({ toId }) => toId)
}

export async function selectEntries(
  database: Database,
  committeeId: string,
  page: { before: bigint | null; limit: number },
): Promise<JournalEntry[]> {
  const rows = await database.prisma.journalEntry.findMany({
    where: { committeeId, ...(page.before === null ? {} : { id: { lt: page.before } }) },
    orderBy: { id: 'desc' },
    take: page.limit,
    include: { links: true },
  })
  return rows.map((row) => ({
    id: String(row.id),
    at: row.at.toISOString(),
    actorId: row.actorId,
    act: row.act,
    objectType: row.objectType,
    objectId: row.objectId,
    digest: row.digest,
    comesFrom: row.links.map((link) => ({ type: link.toType, id: link.toId })),
  }))
}
