import type { Axis } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'

type Reader = Pick<Transaction, 'axis'>
export type AxisFields = Omit<Axis, 'id'>

const fields = { id: true, nameFr: true, nameEn: true, status: true, palette: true } as const

/** In the order in which they are shown. */
export function selectAxes(reader: Reader, committeeId: string): Promise<Axis[]> {
  return reader.axis.findMany({
    where: { committeeId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: fields,
  })
}

export async function insertAxis(tx: Transaction, committeeId: string, axis: AxisFields): Promise<Axis> {
  const { _max } = await tx.axis.aggregate({ where: { committeeId }, _max: { position: true } })
  const data = { ...axis, committeeId, position: (_max.position ?? 0) + 1 }
  return tx.axis.create({ data, select: fields })
}

export function updateAxis(tx: Transaction, id: string, axis: AxisFields): Promise<Axis> {
  return tx.axis.update({ where: { id }, data: axis, select: fields })
}

/** Whether a statement or a roadmap item, removed ones included, belongs to the axis. */
export async function isAxisUsed(tx: Transaction, id: string): Promise<boolean> {
  const used = await tx.axis.count({
    where: { id, OR: [{ statements: { some: {} } }, { items: { some: {} } }] },
  })
  return used > 0
}

export async function deleteAxis(tx: Transaction, id: string): Promise<void> {
  await tx.axis.delete({ where: { id } })
}
