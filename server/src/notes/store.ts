import type { Transaction } from '../db/transaction'

/** A free note as it is kept. */
export type StoredNote = {
  id: string
  committeeId: string
  documentId: string
  title: string
  createdById: string
  createdAt: Date
}

type Reader = Pick<Transaction, 'note'>

const noteFields = {
  id: true,
  committeeId: true,
  documentId: true,
  title: true,
  createdById: true,
  createdAt: true,
} as const

export function selectNote(reader: Reader, id: string): Promise<StoredNote | null> {
  return reader.note.findUnique({ where: { id }, select: noteFields })
}

/** Latest first. */
export function selectNotes(reader: Reader, committeeId: string): Promise<StoredNote[]> {
  return reader.note.findMany({
    where: { committeeId },
    select: noteFields,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
}

export async function insertNote(tx: Transaction, note: Omit<StoredNote, 'id'>): Promise<string> {
  const { id } = await tx.note.create({ data: note, select: { id: true } })
  return id
}
