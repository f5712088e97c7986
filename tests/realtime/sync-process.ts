import { openBus } from '@reliance/server/bus/open-bus'
import { openDatabase } from '@reliance/server/db/client'
import { migrate } from '@reliance/server/db/migrate'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { randomUUID } from 'node:crypto'
import { recordLog, startSyncServer } from './sync-server'

/**
 * A sync server in a process of its own: `sync-process.ts DOCUMENT`, on the database of DATABASE_URL or DATA_DIR, with
 * the others at REDIS_URL. Prints its origin.
 */
const [documentId] = process.argv.slice(2) as [string]
const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, REDIS_URL: redisUrl, HEARTBEAT_MS } = process.env
const database = await openDatabase({ databaseUrl, dataDir })
await migrate(database)
// Two processes may begin on one document at the same moment.
await database.prisma.document.createMany({
  data: [{ id: documentId, committeeId: randomUUID(), kind: 'note', createdAt: new Date() }],
  skipDuplicates: true,
})
const log = recordLog()
const bus = await openBus({ redisUrl, database, log })
const server = await startSyncServer(createPrismaStorage(database), {
  compactFrom: 50,
  bus: bus.hasPeers ? bus : undefined,
  heartbeatMs: HEARTBEAT_MS === undefined ? undefined : Number(HEARTBEAT_MS),
})
process.stdout.write(`${server.origin}\n`)
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => bus.close())
    .then(() => database.close())
    .then(() => process.exit(0))
})
