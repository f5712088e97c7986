import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, inject, it } from 'vitest'
import * as Y from 'yjs'
import { createOnServer } from '../support/database'
import { acknowledgedClient } from './acknowledged-client'
import { eventually, pause } from './eventually'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'
import { stockClient, type StockClient } from './stock-client'
import { startSyncChild, stopSyncChild, type SyncChild, type SyncPlace } from './sync-child'

interface Store {
  place: SyncPlace
  remove(): Promise<void>
}

async function openFolder(): Promise<Store> {
  const folder = await mkdtemp(join(tmpdir(), 'reliance-kill-'))
  return { place: { DATA_DIR: folder }, remove: () => rm(folder, { recursive: true, force: true }) }
}

async function openDatabase(): Promise<Store> {
  const { url, drop } = await createOnServer()
  return { place: { DATABASE_URL: url }, remove: drop }
}

const documentId = randomUUID()
let child: SyncChild | null = null

/** What survives the process, and how many times it is killed in `npm test`. */
const stores: [name: string, available: boolean, rounds: number, open: () => Promise<Store>][] = [
  ['PGlite', true, 2, openFolder],
  ['PostgreSQL', inject('postgresql') !== null, 3, openDatabase],
]

describe.each(stores)('a server on %s', (name, available, briefly, open) => {
  const rounds = Number(process.env.KILL_ROUNDS ?? briefly)
  let store: Store | undefined

  afterEach(async () => {
    if (child !== null) await stopSyncChild(child, 'SIGKILL')
    await store?.remove()
  })

  it.skipIf(!available)(
    `[RT2] [RT3] keeps at kill -9 all that a second person has seen and all that was acknowledged (${rounds} rounds)`,
    async () => {
      store = await open()
      await killAgainAndAgain(`kill on ${name}`, rounds, store.place)
    },
    // Only a hang takes so long: each round starts a process, and a busy machine is slow at that.
    120_000 + rounds * 60_000,
  )
})

const killAgainAndAgain = async (what: string, rounds: number, place: SyncPlace): Promise<void> => {
  const seed = seedOf(what)
  const random = seededRandom(seed)
  child = await startSyncChild(place, documentId)
  for (let round = 0; round < rounds; round++) {
    const { seen, acknowledged } = await writeUntilKilled(random, child)
    child = await startSyncChild(place, documentId)
    const fresh = stockClient({ origin: child.origin, documentId, person: 'fresh' })
    await fresh.synced()
    const message = `SEED=${seed}, round ${round}`
    const stored = fresh.text.toString()
    expect(stored.length, message).toBeGreaterThan(0)
    Y.applyUpdate(fresh.doc, seen)
    expect(fresh.text.toString(), `${message}: seen by another, then gone`).toBe(stored)
    const kept = Y.decodeStateVector(Y.encodeStateVector(fresh.doc)).get(acknowledged.clientId) ?? 0
    expect(kept, `${message}: acknowledged, then gone`).toBeGreaterThanOrEqual(acknowledged.clock)
    fresh.destroy()
  }
}

/** One types, one watches, and the server is killed at some moment; what was seen and acknowledged by then. */
const writeUntilKilled = async (random: SeededRandom, killed: SyncChild) => {
  const { origin } = killed
  const watcher = stockClient({ origin, documentId, person: 'watcher' })
  const writer = acknowledgedClient({ origin, documentId, person: 'writer' })
  await Promise.all([watcher.synced(), writer.synced()])
  const before = watcher.text.length
  const typing = setInterval(() => type(random, writer), 2)
  await eventually(
    'something is seen and acknowledged',
    () => watcher.text.length > before && writer.durableClock() > 0,
  )
  await pause(random.below(400))
  await stopSyncChild(killed, 'SIGKILL')
  clearInterval(typing)
  const seen = Y.encodeStateAsUpdate(watcher.doc)
  const known = { clientId: writer.doc.clientID, clock: writer.durableClock() }
  watcher.destroy()
  writer.destroy()
  return { seen, acknowledged: known }
}

const type = (random: SeededRandom, { text }: StockClient): void => {
  const at = random.below(text.length + 1)
  if (random.chance(0.2) && text.length > at + 3) text.delete(at, 3)
  else text.insert(at, 'mot ')
}
