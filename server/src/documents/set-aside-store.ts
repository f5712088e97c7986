import { setAsideLimits, type SetAsideOutcome } from '@reliance/shared/documents/contract'
import type { Transaction } from '../db/transaction'

/** A text set aside, without its bytes; people are ids until they are shown. */
export type StoredSetAside = {
  id: string
  documentId: string
  senderId: string
  sha256: string
  createdAt: Date
  outcome: SetAsideOutcome | null
  decidedById: string | null
  decidedAt: Date | null
}

type Reader = Pick<Transaction, 'documentSetAside'>

const withoutBytes = { bytes: true } as const

export const selectSetAside = (reader: Reader, id: string): Promise<StoredSetAside | null> =>
  reader.documentSetAside.findUnique({ where: { id }, omit: withoutBytes })

/** Those to decide first, and the latest first. */
export async function selectSetAsides(reader: Reader, documentId: string): Promise<StoredSetAside[]> {
  return reader.documentSetAside.findMany({
    where: { documentId },
    omit: withoutBytes,
    orderBy: [{ decidedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }, { id: 'desc' }],
    take: setAsideLimits.listed,
  })
}

/** Each up to some megabytes: one at a time. */
export async function selectSetAsideBytes(reader: Reader, id: string): Promise<Uint8Array> {
  const { bytes } = await reader.documentSetAside.findUniqueOrThrow({
    where: { id },
    select: { bytes: true },
  })
  return bytes
}

/** False: it is no longer there, or its outcome is none of these any more. */
export async function updateOutcome(
  tx: Transaction,
  id: string,
  from: (SetAsideOutcome | null)[],
  decision: { outcome: SetAsideOutcome; decidedById: string; decidedAt: Date },
): Promise<boolean> {
  const { count } = await tx.documentSetAside.updateMany({
    where: { id, OR: from.map((outcome) => ({ outcome })) },
    data: decision,
  })
  return count === 1
}
