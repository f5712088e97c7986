import * as decoding from 'lib0/decoding'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'
import { stockClient, type StockClient } from './stock-client'
import { startSyncChild, stopSyncChild, type SyncChild } from './sync-child'

const rounds = Number(process.env.KILL_ROUNDS ?? 5)
const documentId = randomUUID()
let folder: string
let child: SyncChild

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reliance-kill-'))
})
afterEach(async () => {
  await stopSyncChild(child, 'SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

it(
  `[RT2] [RT3] keeps at kill -9 all that a second person has seen and all that was acknowledged (${rounds} rounds)`,
  async () => {
    const seed = seedOf('kill')
    const random = seededRandom(seed)
    child = await startSyncChild(folder, documentId)
    for (let round = 0; round < rounds; round++) {
      const { seen, acknowledged } = await writeUntilKilled(random)
      child = await startSyncChild(folder, documentId)
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
  },
  // Only a hang takes so long: each round starts a process, and a busy machine is slow at that.
  120_000 + rounds * 60_000,
)

/** One types, one watches, and the server is killed at some moment; what was seen and acknowledged by then. */
const writeUntilKilled = async (random: SeededRandom) => {
  const { origin } = child
  const watcher = stockClient({ origin, documentId, person: 'watcher' })
  const writer = stockClient({ origin, documentId, person: 'writer', acknowledge: true })
  const acknowledged = followAcknowledgements(writer)
  await Promise.all([watcher.synced(), writer.synced()])
  const before = watcher.text.length
  const typing = setInterval(() => type(random, writer), 2)
  await eventually(
    'something is seen and acknowledged',
    () => watcher.text.length > before && acknowledged() > 0,
  )
  await pause(random.below(400))
  await stopSyncChild(child, 'SIGKILL')
  clearInterval(typing)
  const seen = Y.encodeStateAsUpdate(watcher.doc)
  const known = { clientId: writer.doc.clientID, clock: acknowledged() }
  watcher.destroy()
  writer.destroy()
  return { seen, acknowledged: known }
}

const type = (random: SeededRandom, { text }: StockClient): void => {
  const at = random.below(text.length + 1)
  if (random.chance(0.2) && text.length > at + 3) text.delete(at, 3)
  else text.insert(at, 'mot ')
}

/** The writer's clock up to which the server has said that all is durable. */
const followAcknowledgements = ({ doc, provider }: StockClient): (() => number) => {
  const durableMessage = 4
  const clockAfter: number[] = [0]
  let durable = 0
  doc.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin !== provider)
      clockAfter.push(Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0)
  })
  provider.messageHandlers[durableMessage] = (_encoder, decoder) => {
    durable = decoding.readVarUint(decoder)
  }
  return () => clockAfter[Math.max(durable - 1, 0)] ?? 0
}
