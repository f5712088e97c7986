import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import { appendBeginning } from '../realtime/prisma-storage'
import type { DocumentOwner } from './rights'

export type DocumentKind = DocumentOwner['kind']

/** The document with what it begins with. */
export async function insertDocument(
  tx: Transaction,
  document: { committeeId: string; kind: DocumentKind; createdAt: Date },
  beginning: Uint8Array,
): Promise<string> {
  const { id } = await tx.document.create({ data: document, select: { id: true } })
  await appendBeginning(tx, id, beginning)
  return id
}

/** Null also for a document that its statement or note has not been written for. */
export async function selectOwner(database: Database, documentId: string): Promise<DocumentOwner | null> {
  const row = await database.prisma.document.findUnique({
    where: { id: documentId },
    select: {
      committeeId: true,
      statement: {
        select: { id: true, state: true, createdById: true, writers: { select: { personId: true } } },
      },
      note: { select: { id: true } },
    },
  })
  if (row?.statement) {
    const { id, state, createdById, writers } = row.statement
    const subject = { state, createdById, invitedWriterIds: writers.map((writer) => writer.personId) }
    return { documentId, committeeId: row.committeeId, kind: 'statement', statementId: id, subject }
  }
  if (row?.note) return { documentId, committeeId: row.committeeId, kind: 'note', noteId: row.note.id }
  return null
}

/** Who has written in each document of the committee; a document of the template's words alone is left out. */
export async function selectWriters(
  database: Database,
  committeeId: string,
): Promise<{ documentId: string; personId: string }[]> {
  const rows = await database.prisma.documentClient.findMany({
    where: { document: { committeeId }, personId: { not: null } },
    distinct: ['documentId', 'personId'],
    select: { documentId: true, personId: true },
  })
  return rows.flatMap(({ documentId, personId }) => (personId === null ? [] : [{ documentId, personId }]))
}
