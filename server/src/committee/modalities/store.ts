import type { Modality } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'

const fields = { id: true, nameFr: true, nameEn: true, enabled: true } as const

export function selectModalities(tx: Transaction, committeeId: string): Promise<Modality[]> {
  return tx.modality.findMany({ where: { committeeId }, select: fields })
}

export function updateModality(
  tx: Transaction,
  id: string,
  modality: Omit<Modality, 'id'>,
): Promise<Modality> {
  return tx.modality.update({ where: { id }, data: modality, select: fields })
}
