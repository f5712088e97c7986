import { Prisma, type PrismaClient } from '@reliance/prisma/client'
import { readUpdate } from '@reliance/shared/realtime/update'
import { type Append, type DocumentStorage, UnknownDocuments } from './storage'

/** Documents in PostgreSQL or PGlite. Rows go in by raw multi-row inserts: one statement a commit. */
export const createPrismaStorage = (prisma: PrismaClient): DocumentStorage => ({
  load: async (documentId) => {
    const document = await prisma.document.findUnique({
      where: { id: documentId },
      select: {
        updates: { select: { id: true, bytes: true }, orderBy: { id: 'asc' } },
        clients: { select: { clientId: true, personId: true } },
      },
    })
    if (document === null) return null
    return {
      log: document.updates.map(({ id, bytes }) => ({ sequence: id, bytes })),
      clients: new Map(document.clients.map(({ clientId, personId }) => [Number(clientId), personId])),
    }
  },

  append: async (batch) => {
    try {
      const [first, ...rest] = chunks(batch).map((chunk) => prisma.$executeRaw(insertion(chunk)))
      if (first === undefined) return
      await (rest.length === 0 ? first : prisma.$transaction([first, ...rest]))
    } catch (error) {
      const unknown = await missingAmong(prisma, batch)
      throw unknown.length > 0 ? new UnknownDocuments(unknown) : error
    }
  },

  replace: async (documentId, sequences, state) => {
    const last = sequences.at(-1)
    if (last === undefined) return
    const bytes = Buffer.from(state)
    await prisma.$transaction([
      prisma.documentUpdate.deleteMany({ where: { documentId, id: { in: sequences.slice(0, -1) } } }),
      prisma.documentUpdate.updateMany({ where: { documentId, id: last }, data: { bytes } }),
    ])
  },
})

/**
 * The words that a document begins with, which belong to nobody, in the transaction that makes it: whoever can see the
 * document finds them in it, whatever happens to the server. No room is open on a document that is not there yet.
 */
export const appendBeginning = async (
  tx: Pick<PrismaClient, '$executeRaw'>,
  documentId: string,
  update: Uint8Array,
): Promise<void> => {
  const clientIds = [...readUpdate(update).structs.keys()]
  const bindings = clientIds.map((clientId) => ({ clientId, personId: null }))
  await tx.$executeRaw(insertion([{ documentId, update, bindings }]))
}

/** Both tables in one statement, which is one commit by itself. */
const insertion = (batch: Append[]): Prisma.Sql => {
  const updates = batch.map(({ documentId, update }) => Prisma.sql`(${documentId}::uuid, ${update})`)
  const bindings = batch.flatMap(({ documentId, bindings: bound }) =>
    bound.map(
      ({ clientId, personId }) =>
        Prisma.sql`(${documentId}::uuid, ${BigInt(clientId)}::bigint, ${personId}::uuid)`,
    ),
  )
  const insertUpdates = Prisma.sql`INSERT INTO document_updates (document_id, bytes) VALUES ${Prisma.join(updates)}`
  if (bindings.length === 0) return insertUpdates
  return Prisma.sql`
    WITH bound AS (
      INSERT INTO document_clients (document_id, client_id, person_id) VALUES ${Prisma.join(bindings)}
      ON CONFLICT DO NOTHING
    )
    ${insertUpdates}`
}

/** Statements stay under PostgreSQL's limit of parameters. */
const chunks = (batch: Append[]): Append[][] => {
  const parts: Append[][] = []
  let part: Append[] = []
  let parameters = 0
  for (const append of batch) {
    const needed = 2 + 3 * append.bindings.length
    if (parameters + needed > mostParameters) {
      parts.push(part)
      part = []
      parameters = 0
    }
    part.push(append)
    parameters += needed
  }
  return [...parts, part]
}

const mostParameters = 30_000

const missingAmong = async (prisma: PrismaClient, batch: Append[]): Promise<string[]> => {
  const ids = [...new Set(batch.map(({ documentId }) => documentId))]
  const found = await prisma.document.findMany({ where: { id: { in: ids } }, select: { id: true } })
  const known = new Set(found.map(({ id }) => id))
  return ids.filter((id) => !known.has(id))
}
