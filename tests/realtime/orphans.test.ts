import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { bounds } from '@reliance/shared/realtime/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { createHeldStorage, type HeldStorage } from './held-storage'
import { joinInMemory, textOf, typed, type MemoryPeer } from './memory-socket'
import { recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let storage: HeldStorage
let rooms: Rooms
let now: number

beforeEach(() => {
  storage = createHeldStorage()
  storage.create(documentId)
  now = 1_000_000
  rooms = createRooms({ storage, log: recordLog(), now: () => now })
})
afterEach(() => rooms.close())

const join = async (name: string, options?: Parameters<typeof joinInMemory>[3]): Promise<MemoryPeer> => {
  const peer = joinInMemory(rooms, documentId, name, options)
  await eventually('the room says what it holds', () => peer.of('stepOne').length > 0)
  return peer
}
const settle = (): Promise<void> => pause(20)

/** The updates of somebody who types one character after the other. */
const typing = (clientId: number, text: string): Uint8Array[] => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (const [index, character] of [...text].entries()) doc.getText('content').insert(index, character)
  return updates
}

describe('updates that build on what is not there', () => {
  it('[RT16] wait: nobody hears of them, nothing is written, and their sender is asked once for the rest', async () => {
    const [writer, other] = [await join('a', { acknowledge: true }), await join('b')]
    const [, second, third] = typing(1001, 'abc') as [Uint8Array, Uint8Array, Uint8Array]
    writer.sayUpdate(second)
    writer.sayUpdate(third)
    await settle()
    expect(other.of('update')).toHaveLength(0)
    expect(storage.batches).toHaveLength(0)
    expect(writer.of('durable')).toHaveLength(0)
    expect(writer.of('stepOne')).toHaveLength(2)
  })

  it('[RT16] are taken, in whatever order they came, when the rest is there, and acknowledged then', async () => {
    const [writer, other] = [await join('a', { acknowledge: true }), await join('b')]
    const [first, second, third] = typing(1001, 'abc') as [Uint8Array, Uint8Array, Uint8Array]
    for (const update of [third, second, first]) writer.sayUpdate(update)
    await eventually('all of them acknowledged', () => writer.of('durable').at(-1)?.count === 3)
    expect(textOf(...other.of('update').map(({ bytes }) => bytes))).toBe('abc')
    expect(textOf(...((await storage.load(documentId))?.log ?? []).map(({ bytes }) => bytes))).toBe('abc')
  })

  it('[RT16] wait for text, and for deletions, of others too', async () => {
    const [author, answerer] = [await join('a'), await join('b')]
    const base = typed(1001, 'socle')
    const doc = new Y.Doc()
    doc.clientID = 2002
    Y.applyUpdate(doc, base)
    const before = Y.encodeStateVector(doc)
    doc.getText('content').delete(0, 2)
    doc.getText('content').insert(3, '!')
    answerer.sayUpdate(Y.encodeStateAsUpdate(doc, before))
    await settle()
    expect(storage.batches).toHaveLength(0)
    author.sayUpdate(base)
    await eventually('both are there', () => storage.batches.flat().length === 2)
    expect(textOf(await rooms.read(documentId))).toBe('cle!')
  })

  it('[RT16] are given up after a time, and their sender is told', async () => {
    const writer = await join('a')
    writer.sayUpdate(typing(1001, 'ab')[1] as Uint8Array)
    await settle()
    rooms.keepAlive()
    expect(writer.of('denied')).toHaveLength(0)
    now += bounds.orphanMilliseconds + 1
    rooms.keepAlive()
    expect(writer.of('denied').map(({ reason }) => reason)).toEqual(['missing-dependencies'])
    writer.sayUpdate(typing(1001, 'ab')[0] as Uint8Array)
    await settle()
    expect(textOf(await rooms.read(documentId))).toBe('a')
  })

  it('[RT16] are bounded in number, and what is honest goes on', async () => {
    const [hostile, honest] = [await join('a'), await join('b')]
    const updates = typing(1001, 'x'.repeat(bounds.orphanUpdates + 10)).slice(1)
    for (const update of updates) hostile.sayUpdate(update)
    await settle()
    expect(hostile.of('denied')).toHaveLength(updates.length - bounds.orphanUpdates)
    honest.sayUpdate(typed(2002, 'honnête'))
    await eventually('heard', () => hostile.of('update').length === 1)
  })

  it('[RT16] go with the connection that brought them', async () => {
    const writer = await join('a')
    writer.sayUpdate(typing(1001, 'ab')[1] as Uint8Array)
    await settle()
    writer.connection.ended()
    const again = await join('a')
    for (const update of typing(1001, 'ab')) again.sayUpdate(update)
    await settle()
    expect(textOf(await rooms.read(documentId))).toBe('ab')
  })
})
