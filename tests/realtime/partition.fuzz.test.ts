import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { createMemoryBus } from './memory-bus'
import { textOf } from './memory-socket'
import { refusalsOf } from './refusals'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'
import { stockClient, type StockClient } from './stock-client'
import { startSyncServer, type SyncServer } from './sync-server'
import { createUnreliableStorage, type UnreliableStorage } from './unreliable-storage'

const rounds = Number(process.env.FUZZ_ROUNDS ?? 4)
const steps = 150

it(
  `[RT1] [RT2] [RT18] two processes that lose each other and the storage lose no text (${rounds} rounds)`,
  async () => {
    const seed = seedOf('partition')
    for (let round = 0; round < rounds; round++) await playRound(seed + round)
  },
  60_000 + rounds * 20_000,
)

type Bus = ReturnType<ReturnType<typeof createMemoryBus>['join']>
interface Process {
  server: SyncServer
  bus: Bus
}

const playRound = async (seed: number): Promise<void> => {
  const random = seededRandom(seed)
  const message = `SEED=${seed}`
  const storage = createUnreliableStorage()
  const documentId = randomUUID()
  storage.create(documentId)
  const busOfAll = createMemoryBus()
  const start = async (name: string): Promise<Process> => {
    const bus = busOfAll.join(name)
    const options = { unloadAfterMs: 1, compactFrom: 3, pollMs: 20, heartbeatMs: 200 }
    return { bus, server: await startSyncServer(storage, { ...options, bus }) }
  }
  const processes = [await start('here'), await start('there')]
  const clients = ['a', 'b', 'c', 'd', 'reader'].map((person, index) => {
    const { origin } = (processes[index % 2] as Process).server
    return watched(stockClient({ origin, documentId, person }), index % 2, storage)
  })

  const goTo = ({ client }: Watched, home: number): void => {
    client.provider.serverUrl = `${processes[home]?.server.origin}/api/documents`
  }
  const restart = async (home: number): Promise<void> => {
    storage.isAway = false
    await processes[home]?.server.close()
    processes[home] = await start(`${home} again`)
    for (const watched of clients) if (watched.home === home) goTo(watched, home)
  }
  const misfortunes: (() => unknown)[] = [
    () => random.pick(processes).bus.cut(),
    () => processes.forEach(({ bus }) => bus.isConnected || bus.mend()),
    () => processes.forEach(({ bus }) => bus.isConnected || bus.mend()),
    ...Array.from({ length: 4 }, () => () => random.pick(processes).bus.loseNext(1 + random.below(8))),
    () => (storage.isAway = true),
    () => (storage.isAway = false),
    () => (storage.isAway = false),
    () => storage.loseAnswers(1 + random.below(2)),
    () => random.pick(clients).client.provider.disconnect(),
    () => random.pick(clients).client.provider.disconnect(),
    () => clients.forEach(({ client }) => random.chance(0.5) && client.provider.connect()),
    () => {
      const watched = random.pick(clients)
      watched.client.provider.disconnect()
      watched.home = 1 - watched.home
      goTo(watched, watched.home)
      watched.client.provider.connect()
    },
    () => (random.chance(0.3) ? restart(random.below(2)) : null),
  ]

  /** The misfortunes are over; whoever is there hears, without coming anew, all that was missed. */
  const calm = async (): Promise<StockClient> => {
    storage.isAway = false
    for (const { bus } of processes) {
      bus.loseNext(0)
      if (!bus.isConnected) bus.mend()
    }
    const present = clients.map(({ client }) => client).filter(({ provider }) => provider.shouldConnect)
    const [first, ...others] = present
    if (first === undefined) return calmWithAll()
    await eventually(
      `${message}: all who are there hold the same`,
      () => present.every(({ provider }) => provider.synced) && others.every((other) => same(other, first)),
      15_000,
    )
    return first
  }
  const calmWithAll = (): Promise<StockClient> => {
    for (const { client } of clients) client.provider.connect()
    return calm()
  }

  for (let step = 1; step <= steps; step++) {
    edit(random, random.pick(clients.slice(0, -1)).client)
    if (random.chance(0.3)) await random.pick(misfortunes)()
    if (random.chance(0.4)) await pause(random.below(8))
    if (step % 30 > 0) continue
    // Nothing comes after what is lost last.
    for (const { bus } of processes) bus.loseNext(random.below(4))
    for (const { client } of clients.slice(0, -1)) edit(random, client)
    await pause(20)
    await calm()
  }

  const first = await calmWithAll()
  const text = first.text.toString()
  for (const { server } of processes) expect(textOf(await server.rooms.read(documentId)), message).toBe(text)
  for (const { server } of processes) await server.close()

  const stored = (await storage.load(documentId))?.log.map(({ bytes }) => bytes) ?? []
  expect(textOf(...stored), `${message}: what is stored`).toBe(text)
  const kept = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(Y.mergeUpdates(stored)))
  for (const { seen, unwritten, refusals } of clients) {
    expect(unwritten, `${message}: seen by another before it was written`).toEqual([])
    expect(refusals, message).toEqual([])
    for (const [id, clock] of seen)
      expect(kept.get(id) ?? 0, `${message}: seen, and gone`).toBeGreaterThanOrEqual(clock)
  }
  expect(storage.setAsides, message).toEqual([])
  for (const { client } of clients) client.destroy()
}

interface Watched {
  client: StockClient
  home: number
  /** Up to which clock of each other client this one has seen. */
  seen: Map<number, number>
  /** What it saw, and the storage did not hold at that moment. */
  unwritten: string[]
  refusals: string[]
}

const watched = (client: StockClient, home: number, storage: UnreliableStorage): Watched => {
  const { doc } = client
  const seen = new Map<number, number>()
  const unwritten: string[] = []
  doc.on('afterTransaction', ({ afterState, local }: Y.Transaction) => {
    if (local) return
    for (const [id, clock] of afterState) {
      if (id === doc.clientID) continue
      seen.set(id, clock)
      if ((storage.written.get(id) ?? 0) < clock) unwritten.push(`${id} up to ${clock}`)
    }
  })
  return { client, home, seen, unwritten, refusals: refusalsOf(client) }
}

const edit = (random: SeededRandom, { text }: StockClient): void => {
  const at = random.below(text.length + 1)
  if (random.chance(0.3) && text.length > at) text.delete(at, Math.min(1 + random.below(5), text.length - at))
  else text.insert(at, String.fromCharCode(97 + random.below(26)).repeat(1 + random.below(4)))
}

const same = (one: StockClient, other: StockClient): boolean =>
  one.text.toString() === other.text.toString() &&
  Y.equalSnapshots(Y.snapshot(one.doc), Y.snapshot(other.doc))
