import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { joinInMemory, type MemoryPeer } from './memory-socket'
import { recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
const block = 'x'.repeat(100_000)
let rooms: Rooms
let doc: Y.Doc
let writer: MemoryPeer

beforeEach(async () => {
  const storage = createMemoryStorage()
  storage.create(documentId)
  rooms = createRooms({ storage, log: recordLog(), unloadAfterMs: 20 })
  doc = new Y.Doc()
  writer = joinInMemory(rooms, documentId, 'w')
  await eventually('joined', () => writer.of('stepOne').length > 0)
  doc.on('update', (update: Uint8Array) => writer.sayUpdate(update))
})
afterEach(() => rooms.close())

/** Types so many blocks of 100 kB, one commit each. */
const write = async (blocks: number): Promise<void> => {
  for (let index = 0; index < blocks; index++) {
    doc.getText('content').insert(doc.getText('content').length, block)
    do await pause(1)
    while (rooms.queueLength > 0)
  }
}

describe('a slow reader', () => {
  it('[RT10] gets nothing more past the bound, then one diff that makes it whole', async () => {
    const slow = joinInMemory(rooms, documentId, 's')
    await eventually('joined', () => slow.of('stepOne').length > 0)
    slow.stall()
    await write(60)
    expect(slow.queuedBytes()).toBeGreaterThan(1024 * 1024)
    expect(slow.queuedBytes()).toBeLessThan(1.3 * 1024 * 1024)
    slow.drain()
    await eventually('caught up', () => slow.of('stepTwo').length === 1)
    await write(1)
    await eventually('in step again', () => slow.of('update').length > 0)
    const replica = new Y.Doc()
    for (const heard of slow.heard) {
      if (heard.kind === 'update' || heard.kind === 'stepTwo') Y.applyUpdate(replica, heard.bytes)
    }
    expect(replica.getText('content').length).toBe(6_100_000)
    expect(slow.of('stepTwo')[0]?.bytes.byteLength).toBeLessThan(5_000_000)
  })

  it('[RT10] is told, once it reads again, of presence and durability that it has missed', async () => {
    const slow = joinInMemory(rooms, documentId, 's', { acknowledge: true })
    await eventually('joined', () => slow.of('stepOne').length > 0)
    slow.stall()
    await write(12)
    slow.sayStepTwo(new Uint8Array([0, 0]))
    writer.sayAwareness(10, 1, { hello: 1 })
    await pause(10)
    expect([slow.of('durable').length, slow.of('awareness').length]).toEqual([0, 0])
    slow.drain()
    await eventually('told', () => slow.of('durable').at(-1)?.count === 1)
    expect(slow.of('awareness').at(-1)?.states.get(10)).toMatchObject({ hello: 1 })
  })
})
