import type { FrascatiType } from '@reliance/shared/roadmap/schemas'
import type { Transaction } from '../db/transaction'

export type RoadmapReader = Pick<Transaction, 'roadmapItem'>

/** What people say of an item. */
export type ItemFields = {
  axisId: string
  leadMemberId: string
  title: string
  question: string
  frascatiType: FrascatiType
  startQuarter: number
  endQuarter: number
}

export type StoredItem = ItemFields & {
  id: string
  committeeId: string
  decisionId: string
  decisionNumber: number
  leadPersonId: string
  updatedAt: Date
  removedAt: Date | null
}

const itemFields = {
  id: true,
  committeeId: true,
  axisId: true,
  decisionId: true,
  decision: { select: { number: true } },
  leadMemberId: true,
  lead: { select: { personId: true } },
  title: true,
  question: true,
  frascatiType: true,
  startQuarter: true,
  endQuarter: true,
  updatedAt: true,
  removedAt: true,
} as const

type Row = Omit<StoredItem, 'decisionNumber' | 'leadPersonId'> & {
  decision: { number: number }
  lead: { personId: string }
}

const toItem = ({ decision, lead, ...row }: Row): StoredItem => ({
  ...row,
  decisionNumber: decision.number,
  leadPersonId: lead.personId,
})

/** Removed items included: they can be put back. */
export async function selectItem(reader: RoadmapReader, id: string): Promise<StoredItem | null> {
  const row = await reader.roadmapItem.findUnique({ where: { id }, select: itemFields })
  return row && toItem(row)
}

/** The items that stand on the roadmap, in the order of time. */
export async function selectItems(reader: RoadmapReader, committeeId: string): Promise<StoredItem[]> {
  const rows = await reader.roadmapItem.findMany({
    where: { committeeId, removedAt: null },
    orderBy: [{ startQuarter: 'asc' }, { endQuarter: 'asc' }, { id: 'asc' }],
    select: itemFields,
  })
  return rows.map(toItem)
}

export async function insertItem(
  tx: Transaction,
  item: ItemFields & { committeeId: string; decisionId: string; createdAt: Date; updatedAt: Date },
): Promise<string> {
  const { id } = await tx.roadmapItem.create({ data: item, select: { id: true } })
  return id
}

export async function updateItem(
  tx: Transaction,
  id: string,
  change: Partial<ItemFields> & { updatedAt: Date; removedAt?: Date | null },
): Promise<void> {
  await tx.roadmapItem.update({ where: { id }, data: change })
}
