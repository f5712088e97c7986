import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { compactInThread } from '@reliance/server/compact-in-thread'
import { createBlockReader } from '@reliance/server/documents/blocks'
import { createMemoryStorage, type MemoryStorage } from '@reliance/server/realtime/memory-storage'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { createWorkers, type Workers } from '@reliance/server/workers/pool'
import { eventually } from '../../realtime/eventually'
import { recordLog, personId, type RecordedLog } from '../../realtime/sync-server'
import { HeadlessEditor } from '../../shared/realtime/moved-text-editor'

const documentId = randomUUID()
let storage: MemoryStorage
let workers: Workers
let log: RecordedLog
let rooms: Rooms

beforeEach(() => {
  storage = createMemoryStorage()
  storage.create(documentId)
  workers = createWorkers()
  log = recordLog()
  const compact = compactInThread(workers)
  rooms = createRooms({ storage, log, compact, unloadAfterMs: 1, compactFrom: 2 })
})
afterEach(async () => {
  await rooms.close()
  await workers.close()
})

const isCompacted = (): Promise<void> =>
  eventually('compacted', async () => (await storage.loadForCompaction(documentId))?.log.length === 1, 20_000)

it('[RT19] keeps the author of text that somebody else moves, over compactions in a thread', async () => {
  const author = new HeadlessEditor(1001)
  author.type('Le dernier bus part à vingt heures.')
  const written = author.takeUpdates()
  for (const update of written) await rooms.write(documentId, personId('a'), update)
  const splitter = new HeadlessEditor(2002)
  splitter.receive(written)
  splitter.after('Le dernier bus').enter().type('Mais')
  for (const update of splitter.takeUpdates()) await rooms.write(documentId, personId('b'), update)
  await isCompacted()
  expect((await storage.loadForCompaction(documentId))?.movedText).not.toBeNull()
  expect(log.lines).toEqual([])

  const blocks = await createBlockReader({ rooms, workers })(documentId, null)
  const lines = blocks.map(({ runs }) => runs.map(({ clientId, text }) => `${clientId}:${text}`))
  expect(lines).toEqual([['1001:Le dernier bus'], ['2002:Mais', '1001: part à vingt heures.']])
})
