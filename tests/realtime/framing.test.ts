import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually } from './eventually'
import { typed, textOf } from './memory-socket'
import { bareSocket, stockClient } from './stock-client'
import { startSyncServer, type SyncServer } from './sync-server'

const documentId = randomUUID()
let server: SyncServer

beforeEach(async () => {
  const storage = createMemoryStorage()
  storage.create(documentId)
  server = await startSyncServer(storage, { heartbeatMs: 5 })
})
afterEach(() => server.close())

it.each([1, 100, 125, 126, 127, 65_500, 65_535, 65_536, 200_000])(
  '[RT1] sends a message of about %i bytes whole, among pings, to several at once',
  async (length) => {
    const place = { origin: server.origin, documentId, person: 'a' }
    const clients = ['b', 'c', 'd'].map((person) => stockClient({ ...place, person }))
    const bare = await bareSocket({ ...place, person: 'e' })
    const heard: Buffer[] = []
    bare.on('message', (data: Buffer) => heard.push(data))
    await Promise.all(clients.map((client) => client.synced()))
    const words = 'x'.repeat(length)
    await server.rooms.write(documentId, null, typed(1001, words))
    for (const { text } of clients) await eventually('heard', () => text.toString() === words)
    await eventually('heard by the bare socket too', () => heard.some((data) => data.includes(words)))
    await eventually('pinged meanwhile', () => heard.length > 3)
    expect(textOf(await server.rooms.read(documentId))).toBe(words)
    bare.terminate()
    for (const client of clients) client.destroy()
  },
)
