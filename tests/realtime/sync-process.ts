import { openPglite } from '@reliance/server/db/pglite'
import { migrate } from '@reliance/server/db/migrate'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { randomUUID } from 'node:crypto'
import { startSyncServer } from './sync-server'

/** A sync server in a process of its own, on a PGlite folder: `sync-process.ts FOLDER DOCUMENT`. Prints its origin. */
const [folder, documentId] = process.argv.slice(2) as [string, string]
const database = await openPglite({ folder })
await migrate(database)
await database.prisma.document.upsert({
  where: { id: documentId },
  create: { id: documentId, committeeId: randomUUID(), kind: 'note', createdAt: new Date() },
  update: {},
})
const server = await startSyncServer(createPrismaStorage(database), { compactFrom: 50 })
process.stdout.write(`${server.origin}\n`)
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => database.close())
    .then(() => process.exit(0))
})
