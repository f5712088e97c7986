import { createHash } from 'node:crypto'
import type { PrismaClient } from '@reliance/prisma/client'
import { bounds } from '@reliance/shared/realtime/protocol'
import { readUpdate } from '@reliance/shared/realtime/update'
import type { Database } from '../db/client'
import { appendStatement } from './append-sql'
import { createOneAtATime } from './one-at-a-time'
import type {
  CompactableLog,
  Append,
  AppendOutcome,
  DocumentStorage,
  LoggedUpdate,
  StoredLog,
} from './storage'

/** Documents in PostgreSQL or PGlite. */
export const createPrismaStorage = (database: Database): DocumentStorage => {
  const { prisma } = database
  const oneAtATime = createOneAtATime()
  const isThere = async (documentId: string): Promise<boolean> =>
    (await prisma.document.count({ where: { id: documentId } })) > 0

  return {
    load: async (documentId) => {
      const stored = await readLog(database, documentId, 0)
      return stored.log.length > 0 || (await isThere(documentId)) ? stored : null
    },

    since: (documentId, sequence) => readLog(database, documentId, sequence),

    latest: async (documentIds) => {
      const logs = await prisma.documentLog.findMany({ where: { documentId: { in: documentIds } } })
      return new Map(logs.map(({ documentId, lastSequence }) => [documentId, lastSequence]))
    },

    append: async (batch) => {
      if (batch.length === 0) return []
      const { name, text, values } = appendStatement(batch)
      const rows = await database.withConnection((connection) =>
        connection.query<{ position: number; sequence: number }>(text, values, name),
      )
      const sequences = new Map(rows.map(({ position, sequence }) => [position, sequence]))
      if (sequences.size === batch.length) {
        return batch.map((_, index) => ({ sequence: sequences.get(index + 1) as number }))
      }
      return outcomes(prisma, batch, sequences)
    },

    loadForCompaction: async (documentId) => {
      const stored = await readCompactableLog(database, documentId)
      return stored.log.length > 0 || (await isThere(documentId)) ? stored : null
    },

    replace: async (documentId, sequence, state, movedText) => {
      const bytes = Buffer.from(state)
      await prisma.$transaction([
        prisma.documentUpdate.deleteMany({ where: { documentId, sequence: { lt: sequence } } }),
        // Where a process has compacted further meanwhile, there is nothing left to replace.
        prisma.documentUpdate.updateMany({ where: { documentId, sequence }, data: { bytes } }),
        prisma.documentLog.updateMany({
          where: { documentId, document: { updates: { some: { sequence } } } },
          data: { movedText: movedText && Buffer.from(movedText) },
        }),
      ])
    },

    exclusively: (documentId, work) =>
      oneAtATime(documentId, () =>
        database.kind === 'pglite' ? work() : withLock(database, documentId, work),
      ),

    setAside: async ({ documentId, senderId, update }) => {
      const bytes = Buffer.from(update)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const held = await prisma.documentSetAside.count({ where: { documentId, outcome: null } })
      if (held >= bounds.setAsidesPerDocument) return false
      await prisma.documentSetAside.createMany({
        data: [{ documentId, senderId, bytes, sha256 }],
        skipDuplicates: true,
      })
      return true
    },
  }
}

/** Other processes wait; a process that ends lets go of it. */
const withLock = (database: Database, documentId: string, work: () => Promise<void>): Promise<void> =>
  database.withConnection(async ({ query }) => {
    await query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [documentId])
    await work()
    await query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [documentId])
  })

/**
 * In one statement, so that no update is seen without the owners of its client ids. The bytes come in base 64, which
 * takes half as long as what the driver does by itself: to show them in base 16.
 */
const logText = `
  SELECT sequence, encode(bytes, 'base64') AS text, NULL::bigint AS "clientId", NULL::text AS "personId"
  FROM document_updates WHERE document_id = $1::uuid AND sequence > $2::int
  UNION ALL
  SELECT NULL, NULL, client_id, person_id::text FROM document_clients WHERE document_id = $1::uuid
  ORDER BY sequence`

type LogRow =
  { sequence: number; text: string } | { sequence: null; clientId: number | string; personId: string | null }

const readLog = async (database: Database, documentId: string, sequence: number): Promise<StoredLog> => {
  const rows = await database.withConnection(({ query }) =>
    query<LogRow>(logText, [documentId, sequence], 'read-log'),
  )
  const log: LoggedUpdate[] = []
  const clients = new Map<number, string | null>()
  for (const row of rows) {
    if (row.sequence === null) clients.set(Number(row.clientId), row.personId)
    else log.push({ sequence: row.sequence, bytes: bytesOf(row.text) })
  }
  return { log, clients }
}

/** Compaction changes the first row and the moved text together: both come in one statement. */
const compactableText = `
  SELECT sequence, encode(bytes, 'base64') AS text FROM document_updates WHERE document_id = $1::uuid
  UNION ALL
  SELECT 0, encode(moved_text, 'base64') FROM document_logs
  WHERE document_id = $1::uuid AND moved_text IS NOT NULL
  ORDER BY sequence`

const readCompactableLog = async (database: Database, documentId: string): Promise<CompactableLog> => {
  const rows = await database.withConnection(({ query }) =>
    query<{ sequence: number; text: string }>(compactableText, [documentId], 'read-compactable-log'),
  )
  const [first] = rows
  const movedText = first?.sequence === 0 ? bytesOf(first.text) : null
  const updates = movedText === null ? rows : rows.slice(1)
  return { log: updates.map(({ sequence, text }) => ({ sequence, bytes: bytesOf(text) })), movedText }
}

/** An array of its own: what Node decodes stands in a larger buffer, which would be kept as long. */
const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** Of a batch of which something was refused: a document that is not there, or else a client id of somebody else. */
const outcomes = async (
  prisma: PrismaClient,
  batch: Append[],
  sequences: Map<number, number>,
): Promise<AppendOutcome[]> => {
  const ids = [...new Set(batch.map(({ documentId }) => documentId))]
  const found = await prisma.document.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const known = new Set(found.map(({ id }) => id))
  return batch.map(({ documentId }, index) => {
    const sequence = sequences.get(index + 1)
    if (sequence !== undefined) return { sequence }
    return { refused: known.has(documentId) ? 'foreign-client' : 'unknown-document' }
  })
}

/**
 * The words that a document begins with, which belong to nobody, in the transaction that makes it: whoever can see the
 * document finds them in it, whatever happens to the server. No room is open on a document that is not there yet.
 */
export const appendBeginning = async (
  tx: Pick<PrismaClient, 'documentLog' | 'documentUpdate' | 'documentClient'>,
  documentId: string,
  update: Uint8Array,
): Promise<void> => {
  const clientIds = [...readUpdate(update).structs.keys()]
  await tx.documentLog.create({ data: { documentId, lastSequence: 1 } })
  await tx.documentUpdate.create({ data: { documentId, sequence: 1, bytes: Buffer.from(update) } })
  await tx.documentClient.createMany({
    data: clientIds.map((clientId) => ({ documentId, clientId: BigInt(clientId), personId: null })),
  })
}
