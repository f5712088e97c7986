import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { stepOneFrame, updateFrame } from '@reliance/shared/realtime/frames'
import { closeCode } from '@reliance/shared/realtime/protocol'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { malformed } from './malformed-frames'
import { awarenessOf, typed } from './memory-socket'
import { seededRandom, seedOf } from './seeded-random'
import { bareSocket, stockClient, type Place, type StockClient } from './stock-client'
import { startSyncServer, type SyncServer } from './sync-server'

const storage = createMemoryStorage()
let server: SyncServer
let place: Place
let honest: StockClient[]

beforeEach(async () => {
  server = await startSyncServer(storage, { heartbeatMs: 30 })
  const documentId = randomUUID()
  storage.create(documentId)
  place = { origin: server.origin, documentId, person: 'h' }
  honest = ['a', 'b'].map((person) => stockClient({ ...place, person }))
  await Promise.all(honest.map((client) => client.synced()))
})
afterEach(async () => {
  for (const client of honest) client.destroy()
  await server.close()
})

const expectHonestExchange = async (): Promise<void> => {
  const [first, second] = honest as [StockClient, StockClient]
  first.text.insert(0, 'a')
  second.text.insert(0, 'b')
  await eventually('the honest exchange', () => {
    const text = first.text.toString()
    return text === second.text.toString() && text.includes('a') && text.includes('b')
  })
  expect(honest.every(({ provider }) => provider.wsconnected)).toBe(true)
}

describe('bad bytes', () => {
  it.each(malformed)('[RT11] %s closes its own socket with 4400 and one log line', async (_name, frame) => {
    const hostile = await bareSocket(place)
    const closed = once(hostile, 'close') as Promise<[number, Buffer]>
    hostile.send(frame)
    const [code, reason] = await closed
    expect([code, reason.toString()]).toEqual([closeCode.malformed.code, closeCode.malformed.reason])
    expect(server.log.lines.map(({ message }) => message)).toEqual(['malformed message; socket closed'])
    await expectHonestExchange()
  })

  it('[RT11] a text message closes its own socket', async () => {
    const hostile = await bareSocket(place)
    const closed = once(hostile, 'close')
    hostile.send('bonjour')
    expect((await closed)[0]).toBe(closeCode.malformed.code)
    await expectHonestExchange()
  })

  it('[RT11] random bytes, whole or spliced into true messages, never disturb the others', async () => {
    const seed = seedOf('hostile')
    const random = seededRandom(seed)
    const trueFrames = [
      updateFrame(typed(77, 'un texte vrai')),
      stepOneFrame(new Map([[77, 3]])),
      awarenessOf([[77, 1, { cursor: {} }]]),
    ]
    for (let round = 0; round < 150; round++) {
      const hostile = await bareSocket(place)
      const base = random.pick(trueFrames).slice()
      const frame = random.chance(0.3)
        ? Uint8Array.from({ length: random.below(60) }, () => random.below(256))
        : base
      for (let flips = random.below(4); flips > 0 && frame.length > 0; flips--) {
        frame[random.below(frame.length)] = random.below(256)
      }
      hostile.send(frame)
      hostile.send(Uint8Array.from({ length: random.below(8) }, () => random.below(256)))
      await pause(1)
      hostile.close()
    }
    await expectHonestExchange()
    const fresh = stockClient({ ...place, person: 'c' })
    honest.push(fresh)
    await eventually(
      `seed ${seed}: somebody new gets the text`,
      () => fresh.text.toString() === honest[0]?.text.toString(),
    )
  })

  it('[RT13] a peer that stops answering is cut', async () => {
    const { port } = new URL(place.origin)
    const raw = connect(Number(port), '127.0.0.1')
    raw.on('error', () => undefined)
    raw.write(
      `GET /api/documents/${place.documentId}/sync?as=deaf HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n` +
        'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    const present = () => server.rooms.presence(place.documentId).some(({ name }) => name === 'deaf')
    await eventually('it is there', present)
    await eventually('it is cut', () => !present(), 2000)
    raw.destroy()
    await expectHonestExchange()
  })

  it('[RT5] a client whose text refers to what nobody has does not stop the others', async () => {
    const hostile = await bareSocket(place)
    const doc = new Y.Doc()
    doc.clientID = 99
    doc.getText('content').insert(0, 'jamais vu')
    const before = Y.encodeStateVector(doc)
    doc.getText('content').insert(4, 'orphelin')
    hostile.send(updateFrame(Y.encodeStateAsUpdate(doc, before)))
    await pause(20)
    await expectHonestExchange()
    hostile.close()
  })
})
