import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { eventually, pause } from './eventually'
import { updateFrame } from '@reliance/shared/realtime/frames'
import { createHeldStorage } from './held-storage'
import { textOf, typed } from './memory-socket'
import { bareSocket, socketUrl, stockClient, type StockClient } from './stock-client'
import { startSyncServer, personId, type SyncServer } from './sync-server'

const storage = createMemoryStorage()
let server: SyncServer
let documentId: string
let clients: StockClient[]

const join = (person: string): StockClient => {
  const client = stockClient({ origin: server.origin, documentId, person })
  clients.push(client)
  return client
}

beforeEach(async () => {
  server = await startSyncServer(storage, { unloadAfterMs: 50 })
  documentId = randomUUID()
  storage.create(documentId)
  clients = []
})
afterEach(async () => {
  for (const client of clients) client.destroy()
  await server.close()
})

describe('the sync server and stock y-websocket clients', () => {
  it('[RT1] brings five clients that write at once to the same text', async () => {
    const writers = ['a', 'b', 'c', 'd', 'e'].map(join)
    await Promise.all(writers.map((writer) => writer.synced()))
    for (let turn = 0; turn < 20; turn++) {
      for (const [index, writer] of writers.entries()) writer.text.insert(writer.text.length, `${index}`)
      await pause(2)
    }
    await eventually('all hold the same 100 characters', () =>
      writers.every(({ text }) => text.length === 100 && text.toString() === writers[0]?.text.toString()),
    )
  })

  it('[RT1] gives a client that comes later, and one that comes back, what they lack', async () => {
    const first = join('a')
    await first.synced()
    first.text.insert(0, 'avant')
    const second = join('b')
    await eventually('the newcomer has the text', () => second.text.toString() === 'avant')
    second.provider.disconnect()
    second.text.insert(5, ' hors ligne')
    first.text.insert(0, 'bien ')
    await pause(30)
    second.provider.connect()
    await eventually('both have both', () =>
      [first, second].every(({ text }) => text.toString() === 'bien avant hors ligne'),
    )
  })

  it('[RT8] shows names as the server knows them and takes leavers away', async () => {
    const [first, second] = [join('a'), join('b')]
    await Promise.all([first.synced(), second.synced()])
    second.provider.awareness.setLocalStateField('user', { name: 'somebody else' })
    const seen = () => first.provider.awareness.getStates().get(second.doc.clientID)?.user
    await eventually(
      'the name is the true one',
      () => seen()?.name === 'b' && seen()?.personId === personId('b'),
    )
    second.destroy()
    await eventually('the leaver is gone', () => seen() === undefined)
  })

  it('[RT8] shows somebody who comes back at once, with the same client id', async () => {
    const [first, second] = [join('a'), join('b')]
    await Promise.all([first.synced(), second.synced()])
    const seen = () => first.provider.awareness.getStates().has(second.doc.clientID)
    await eventually('seen', seen)
    second.provider.disconnect()
    await eventually('gone', () => !seen())
    second.provider.connect()
    await eventually('seen again', seen, 1000)
  })

  it('[RT6] lets a reader read, refuses its writing and keeps its socket open', async () => {
    server.access.set('r', 'read')
    const [writer, reader] = [join('w'), join('r')]
    await Promise.all([writer.synced(), reader.synced()])
    reader.text.insert(0, 'refusé')
    await pause(50)
    writer.text.insert(0, 'écrit')
    await eventually('the reader reads on', () => reader.text.toString().includes('écrit'))
    expect(writer.text.toString()).toBe('écrit')
    expect(reader.provider.wsconnected).toBe(true)
  })

  it('[RT11] closes only the socket that sends a frame past the bound, and goes on', async () => {
    const [first, second] = [join('a'), join('b')]
    await Promise.all([first.synced(), second.synced()])
    const hostile = await bareSocket({ origin: server.origin, documentId, person: 'h' })
    const closed = once(hostile, 'close')
    hostile.send(Buffer.alloc(5 * 1024 * 1024))
    const [code] = await closed
    expect(code).toBe(1009)
    first.text.insert(0, 'ici')
    await eventually('the others exchange', () => second.text.toString() === 'ici')
  })

  it('[RT9] answers 401 to who is not signed in and 404 for what is not theirs, before the upgrade', async () => {
    const statusFor = async (person: string, id = documentId): Promise<number> => {
      const socket = new WebSocket(socketUrl({ origin: server.origin, documentId: id, person }))
      socket.on('error', () => undefined)
      const [, response] = await once(socket, 'unexpected-response')
      response.destroy()
      return response.statusCode
    }
    server.access.set('x', 'signed-out').set('y', 'none')
    expect(await statusFor('x')).toBe(401)
    expect(await statusFor('y')).toBe(404)
    expect(await statusFor('a', 'not-an-id')).toBe(404)
  })

  it('[RT2] keeps what is pending when the server closes, tells the clients, and waits for no deaf peer', async () => {
    const held = createHeldStorage()
    held.create(documentId)
    const closing = await startSyncServer(held)
    const place = { origin: closing.origin, documentId, person: 'a' }
    const [polite, deaf] = [await bareSocket(place), await bareSocket(place)]
    const closed = once(polite, 'close') as Promise<[number, Buffer]>
    deaf.pause()
    await eventually('both are there', () => closing.rooms.presence(documentId).length > 0)
    held.hold()
    polite.send(updateFrame(typed(1001, 'dernier mot')))
    await pause(100)
    const start = performance.now()
    const ended = closing.close()
    await pause(50)
    held.release()
    await ended
    expect(performance.now() - start).toBeLessThan(4000)
    expect((await closed)[0]).toBe(1001)
    const stored = await held.load(documentId)
    expect(textOf(...(stored?.log ?? []).map(({ bytes }) => bytes))).toBe('dernier mot')
    deaf.terminate()
  })

  it('[RT12] unloads a document that everybody has left and loads it again with its text', async () => {
    const first = join('a')
    await first.synced()
    first.text.insert(0, 'gardé')
    await eventually('stored', () => server.rooms.openRooms === 1)
    first.provider.disconnect()
    await eventually('unloaded', () => server.rooms.openRooms === 0)
    const second = join('b')
    await eventually('the text is back', () => second.text.toString() === 'gardé')
  })
})
