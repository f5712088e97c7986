import { openPostgresql } from '@reliance/server/db/postgresql'
import type { Database } from '@reliance/server/db/client'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { loadDocument } from '@reliance/shared/realtime/update'
import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import * as Y from 'yjs'
import { createOnServer } from '../support/database'
import { redisAvailable, startRedis, type RedisServer } from '../support/redis-server'
import { acknowledgedClient, ownClock, type AcknowledgedClient } from './acknowledged-client'
import { eventually, pause } from './eventually'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'
import { startSyncChild, stopSyncChild, type SyncChild } from './sync-child'

const rounds = Number(process.env.TWO_PROCESS_ROUNDS ?? 1)
const available = redisAvailable && inject('postgresql') !== null

describe.skipIf(!available)('two server processes on one database, with Redis', () => {
  let redis: RedisServer
  let url: string
  let drop: () => Promise<void>
  let database: Database
  let documentId: string
  let here: SyncChild
  let there: SyncChild
  let clients: AcknowledgedClient[]
  let stop: (() => Promise<void>) | null

  beforeAll(async () => {
    redis = await startRedis()
    ;({ url, drop } = await createOnServer())
    database = await openPostgresql(url)
  })
  afterAll(async () => {
    await database?.close()
    await redis?.stop()
    await drop?.()
  })
  beforeEach(() => {
    documentId = randomUUID()
    clients = []
    stop = null
  })
  afterEach(async () => {
    await stop?.().catch(() => undefined)
    for (const client of clients) client.destroy()
    await Promise.all([here, there].map((child) => child && stopSyncChild(child, 'SIGKILL')))
  })

  const start = (heartbeatMs?: number): Promise<SyncChild> => {
    const beat = heartbeatMs === undefined ? {} : { HEARTBEAT_MS: String(heartbeatMs) }
    return startSyncChild({ DATABASE_URL: url, REDIS_URL: redis.url, ...beat }, documentId)
  }

  const join = async ({ origin }: SyncChild, person: string): Promise<AcknowledgedClient> => {
    const client = acknowledgedClient({ origin, documentId, person })
    clients.push(client)
    await client.synced()
    return client
  }

  /** They write; whatever a reader sees and a writer is told to be durable stands in the database, all the time. */
  const write = (random: SeededRandom, writers: AcknowledgedClient[], message: string): void => {
    const typing = setInterval(() => type(random, random.pick(writers)), 4)
    let isOver = false
    const checking = (async () => {
      while (!isOver) {
        await expectKept(message)
        await pause(100)
      }
    })()
    stop = async () => {
      stop = null
      clearInterval(typing)
      isOver = true
      await checking
    }
    checking.catch(() => undefined)
  }

  const expectKept = async (message: string): Promise<void> => {
    const seen = clients.filter(({ doc }) => ownClock(doc) === 0).map(({ doc }) => Y.encodeStateAsUpdate(doc))
    const durable = clients.map((client) => [client.doc.clientID, client.durableClock()] as const)
    const stored = await createPrismaStorage(database).load(documentId)
    const doc = loadDocument((stored?.log ?? []).map(({ bytes }) => bytes))
    const vector = Y.decodeStateVector(Y.encodeStateVector(doc))
    for (const [clientId, clock] of durable) {
      expect(vector.get(clientId) ?? 0, `${message}: acknowledged, and not kept`).toBeGreaterThanOrEqual(
        clock,
      )
    }
    let unknown = 0
    doc.on('update', () => unknown++)
    for (const update of seen) Y.applyUpdate(doc, update)
    expect(unknown, `${message}: seen by somebody who only reads, and not kept`).toBe(0)
    doc.destroy()
  }

  /** How long it takes until `reader` sees a word that `writer` types now. */
  const latency = async (writer: AcknowledgedClient, reader: AcknowledgedClient, withinMs: number) => {
    const word = randomUUID()
    const from = performance.now()
    writer.doc.getText('words').insert(0, word)
    await eventually('a word crosses', () => reader.doc.getText('words').toString().includes(word), withinMs)
    return performance.now() - from
  }

  const expectSame = async (message: string): Promise<void> => {
    await eventually(
      `${message}: all hold the same`,
      () => clients.every(({ text }) => text.toString() === clients[0]?.text.toString()),
      10_000,
    )
    for (const client of clients) expect(client.refusals, message).toEqual([])
    expect(await database.prisma.documentSetAside.count({ where: { documentId } }), message).toBe(0)
    await expectKept(message)
  }

  const sees = (client: AcknowledgedClient, other: AcknowledgedClient): boolean =>
    client.provider.awareness.getStates().has(other.doc.clientID)

  it(
    `[RT18] Redis is killed while both are written in, and comes back (${rounds} rounds)`,
    async () => {
      const seed = seedOf('two processes, Redis killed')
      const random = seededRandom(seed)
      ;[here, there] = await Promise.all([start(), start()])
      const [a, watcher] = [await join(here, 'a'), await join(here, 'watcher')]
      const [b, leaver] = [await join(there, 'b'), await join(there, 'leaver')]
      for (let round = 0; round < rounds; round++) {
        const message = `SEED=${seed}, round ${round}`
        await eventually('all see each other', () => sees(a, b) && sees(b, a) && sees(watcher, leaver))
        write(random, [a, b], message)
        await pause(random.below(500))
        await redis.kill()
        expect(await latency(a, b, 12_000), `${message}: without Redis`).toBeLessThan(12_000)
        const newcomer = await join(there, `newcomer ${round}`)
        leaver.provider.disconnect()
        await pause(random.below(500))

        await redis.restart()
        await eventually(
          'who came and who left meanwhile is known',
          () => sees(watcher, newcomer) && !sees(watcher, leaver),
          15_000,
        )
        await quick(() => latency(b, a, 10_000))
        await stop?.()
        leaver.provider.connect()
        await leaver.synced()
        await expectSame(message)
        clients.splice(clients.indexOf(newcomer), 1)
        newcomer.destroy()
      }
    },
    60_000 + rounds * 90_000,
  )

  it(
    `[RT18] one of the two is killed and its people come to the other (${rounds} rounds)`,
    async () => {
      const seed = seedOf('two processes, one killed')
      const random = seededRandom(seed)
      ;[here, there] = await Promise.all([start(500), start(500)])
      const [a, b] = [await join(here, 'a'), await join(there, 'b')]
      for (let round = 0; round < rounds; round++) {
        const message = `SEED=${seed}, round ${round}`
        const lost = await join(there, `lost ${round}`)
        await eventually('all see each other', () => sees(a, b) && sees(b, a) && sees(a, lost))
        write(random, [a, b], message)
        await pause(random.below(1000))
        await stopSyncChild(there, 'SIGKILL')
        lost.provider.disconnect()
        b.provider.serverUrl = `${here.origin}/api/documents`
        await latency(b, a, 10_000)
        await pause(random.below(300))
        await stop?.()
        clients.splice(clients.indexOf(lost), 1)
        lost.destroy()
        await expectSame(message)
        await eventually('the lost one is no longer shown', () => !sees(a, lost) && sees(a, b), 10_000)

        if (round === rounds - 1) break
        there = await start(500)
        b.provider.disconnect()
        b.provider.serverUrl = `${there.origin}/api/documents`
        b.provider.connect()
        await b.synced()
      }
    },
    60_000 + rounds * 90_000,
  )
})

/** Once the processes hear each other again, a word crosses in less than a second. */
const quick = async (measure: () => Promise<number>): Promise<void> => {
  for (let tries = 0; tries < 20; tries++) {
    if ((await measure()) < 1000) return
  }
  throw new Error('words no longer cross within a second')
}

const type = (random: SeededRandom, { text }: AcknowledgedClient): void => {
  const at = random.below(text.length + 1)
  if (random.chance(0.3) && text.length > at + 3) text.delete(at, 3)
  else text.insert(at, 'mot ')
}
