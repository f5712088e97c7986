import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { createHeldStorage, type HeldStorage } from './held-storage'
import { joinInMemory, textOf, type MemoryPeer } from './memory-socket'
import { recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let storage: HeldStorage
let rooms: Rooms

beforeEach(() => {
  storage = createHeldStorage()
  storage.create(documentId)
  rooms = createRooms({ storage, log: recordLog() })
})
afterEach(() => rooms.close())

const gather = async (size: number): Promise<MemoryPeer[]> => {
  const peers = Array.from({ length: size }, (_, index) => joinInMemory(rooms, documentId, `p${index}`))
  await eventually('all are there', () => peers.every((peer) => peer.of('stepOne').length > 0))
  return peers
}

/** One types; each letter is a message, and a commit. */
const type = async (writer: MemoryPeer, words: string): Promise<void> => {
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => writer.sayUpdate(update))
  for (const [index, letter] of [...words].entries()) {
    doc.getText('content').insert(index, letter)
    await eventually('committed', () => storage.batches.flat().length === index + 1)
  }
}
const heardBy = (peer: MemoryPeer): string => textOf(...peer.of('update').map(({ bytes }) => bytes))

it('[RT2] tells a room of fifty of every commit at once', async () => {
  const [writer, ...others] = await gather(50)
  await type(writer as MemoryPeer, 'abcdef')
  await pause(1)
  for (const other of others) expect(other.of('update')).toHaveLength(6)
})

it('[RT1] [RT2] merges for a room of two hundred what comes close together, and loses nothing', async () => {
  const [writer, ...others] = await gather(200)
  await type(writer as MemoryPeer, 'abcdefghij')
  const last = others.at(-1) as MemoryPeer
  await eventually('all heard', () => heardBy(last) === 'abcdefghij')
  expect(last.of('update').length).toBeLessThan(10)
  expect((writer as MemoryPeer).of('update')).toHaveLength(0)
})

it('[RT10] gives a slow reader of a large room what was waiting to be told when it was held back', async () => {
  const [writer, slow] = await gather(200)
  slow?.stall()
  await type(writer as MemoryPeer, 'ab')
  const doc = new Y.Doc()
  doc.getText('content').insert(0, 'x'.repeat(1_200_000))
  writer?.sayUpdate(Y.encodeStateAsUpdate(doc))
  await eventually('too much is queued', () => (slow?.queuedBytes() ?? 0) > 1_000_000)
  await rooms.write(documentId, null, Y.encodeStateAsUpdate(textDoc('fin')))
  await pause(50)
  const whole = textOf(await rooms.read(documentId))
  slow?.drain()
  const caught = slow?.heard.flatMap((heard) =>
    heard.kind === 'update' || heard.kind === 'stepTwo' ? [heard.bytes] : [],
  )
  expect(textOf(...(caught ?? []))).toBe(whole)
})

const textDoc = (words: string): Y.Doc => {
  const doc = new Y.Doc()
  doc.getText('content').insert(0, words)
  return doc
}
