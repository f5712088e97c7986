import { randomUUID } from 'node:crypto'
import { uint32 } from 'lib0/random'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '@reliance/server/db/client'
import { openPostgresql } from '@reliance/server/db/postgresql'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import {
  appendBlocksUpdate,
  blocksToText,
  readBlocks,
  templateClientId,
} from '@reliance/shared/realtime/document'
import { mendingsOfLog } from '@reliance/shared/realtime/moved-text'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { HeadlessEditor } from '../shared/realtime/moved-text-editor'
import { createOnServer } from '../support/database'
import { eventually, pause } from './eventually'
import { createMemoryBus } from './memory-bus'
import { personId, recordLog } from './sync-server'

const blocks = ['Les bus du soir', ' sont rares', 'La fin'].map((text) => ({ runs: [{ text }] }))

/** Two servers on one PostgreSQL, each with connections of its own, that both see the need at the same moment. */
describe.skipIf(inject('postgresql') === null)('two processes on one database', () => {
  let drop: () => Promise<void>
  let databases: Database[]
  let rooms: [Rooms, Rooms]

  beforeAll(async () => {
    const server = await createOnServer()
    drop = server.drop
    databases = [await openPostgresql(server.url), await openPostgresql(server.url)]
    const bus = createMemoryBus()
    const open = (database: Database, name: string): Rooms =>
      createRooms({
        storage: createPrismaStorage(database),
        log: recordLog(),
        bus: bus.join(name),
        mend: async ({ movedText, ...log }) => mendingsOfLog({ ...log, moved: movedText }, uint32),
        mendAfterMs: 50,
        mendAgainAfterMs: 50,
        pollMs: 20,
      })
    rooms = [open(databases[0] as Database, 'first'), open(databases[1] as Database, 'second')]
  })

  afterAll(async () => {
    await Promise.all(rooms.map((one) => one.close()))
    await Promise.all(databases.map((database) => database.close()))
    await drop()
  })

  it('[RT22] give words back once', async () => {
    for (let round = 0; round < 10; round++) {
      const id = randomUUID()
      await databases[0]?.prisma.document.create({
        data: { id, committeeId: randomUUID(), kind: 'note', createdAt: new Date() },
      })
      const beginning = appendBlocksUpdate(emptyUpdate, templateClientId, blocks, null)
      await rooms[0].write(id, null, beginning)
      const [ada, ben] = [new HeadlessEditor(uint32(), beginning), new HeadlessEditor(uint32(), beginning)]
      ada.after(' sont').paste(' devenus').select(ada.at(2, 0)).backspace()
      ben.after('La fin').paste(' vient').select(ben.at(1, 0)).backspace()
      const write = async (one: Rooms, name: string, editor: HeadlessEditor): Promise<void> => {
        for (const update of editor.takeUpdates()) await one.write(id, personId(name), update)
      }
      await Promise.all([write(rooms[0], 'ada', ada), write(rooms[1], 'ben', ben)])
      const text = async (): Promise<string> => blocksToText(readBlocks(await rooms[0].read(id)))
      await eventually('all is back', async () => /devenus/.test(await text()) && /vient/.test(await text()))
      await pause(300)
      const words = await text()
      for (const word of ['devenus', 'vient', 'fin', 'rares'])
        expect(words.match(new RegExp(word, 'g')), words).toHaveLength(1)
    }
  })
})
