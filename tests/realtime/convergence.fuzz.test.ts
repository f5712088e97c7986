import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { textOf } from './memory-socket'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'
import { stockClient, type StockClient } from './stock-client'
import { startSyncServer } from './sync-server'

const rounds = Number(process.env.FUZZ_ROUNDS ?? 4)
const steps = 120

it(
  `[RT1] converges after random edits, absences, restarts and compactions (${rounds} rounds)`,
  async () => {
    const seed = seedOf('convergence')
    for (let round = 0; round < rounds; round++) await playRound(seed + round)
  },
  60_000 + rounds * 15_000,
)

const playRound = async (seed: number): Promise<void> => {
  const random = seededRandom(seed)
  const storage = createMemoryStorage()
  const documentId = randomUUID()
  storage.create(documentId)
  const start = () => startSyncServer(storage, { unloadAfterMs: 1, compactFrom: 5 })
  let server = await start()
  const clients = ['a', 'b', 'c', 'd', 'e'].map((person) =>
    stockClient({ origin: server.origin, documentId, person }),
  )
  for (let step = 0; step < steps; step++) {
    const client = random.pick(clients)
    if (random.chance(0.8)) edit(random, client)
    else if (random.chance(0.5)) client.provider.disconnect()
    else client.provider.connect()
    if (random.chance(0.02)) {
      await server.close()
      server = await start()
      for (const { provider } of clients) provider.serverUrl = `${server.origin}/api/documents`
    }
    if (random.chance(0.3)) await pause(random.below(4))
  }
  for (const { provider } of clients) provider.connect()
  await eventually(
    `SEED=${seed}: all clients hold the same`,
    () => clients.every((client) => client.provider.synced && same(client, clients[0] as StockClient)),
    15_000,
  )
  const stored = textOf(await server.rooms.read(documentId))
  expect(stored, `SEED=${seed}: the server holds what the clients hold`).toBe(clients[0]?.text.toString())
  for (const client of clients) client.destroy()
  await server.close()
}

const edit = (random: SeededRandom, { text }: StockClient): void => {
  const at = random.below(text.length + 1)
  if (random.chance(0.3) && text.length > at) text.delete(at, Math.min(1 + random.below(5), text.length - at))
  else text.insert(at, String.fromCharCode(97 + random.below(26)).repeat(1 + random.below(4)))
}

const same = (one: StockClient, other: StockClient): boolean =>
  one.text.toString() === other.text.toString() &&
  Buffer.compare(sorted(Y.encodeStateVector(one.doc)), sorted(Y.encodeStateVector(other.doc))) === 0

const sorted = (vector: Uint8Array): Buffer =>
  Buffer.from(JSON.stringify([...Y.decodeStateVector(vector)].sort(([one], [other]) => one - other)))
