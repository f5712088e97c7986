import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { openDatabase } from '@reliance/server/db/client'
import { migrate } from '@reliance/server/db/migrate'
import { createMetrics } from '@reliance/server/metrics'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { startSyncServer } from '../../../realtime/sync-server'

declare global {
  /** Of `peers/control.mjs`, which is loaded before this file. */
  var answerBench: (name: string, handler: (given: never) => unknown) => void
}

/** Our server: `ours.js FOLDER [DATABASE_URL]`. The route, the rooms, the storage and the counting are the real ones. */
const [folder, databaseUrl] = process.argv.slice(2) as [string, string | undefined]
const database = await openDatabase({ databaseUrl, dataDir: folder })
await migrate(database, path.resolve('prisma/migrations'))
const server = await startSyncServer(createPrismaStorage(database), { observer: createMetrics().observer })

globalThis.answerBench('documents', (ids: string[]) =>
  database.prisma.document.createMany({
    data: ids.map((id) => ({ id, committeeId: randomUUID(), kind: 'note' as const, createdAt: new Date() })),
    skipDuplicates: true,
  }),
)
globalThis.answerBench('openRooms', () => server.rooms.openRooms)

process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => database.close())
    .then(() => process.exit(0))
})
process.send?.({ port: Number(new URL(server.origin).port) })
