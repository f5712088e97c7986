import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { stepOneFrame, updateFrame } from '@reliance/shared/realtime/frames'
import { closeCode } from '@reliance/shared/realtime/protocol'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { craftUpdate, nestedEmbed, nestedList, text, type Crafted } from './crafted-update'
import { eventually, pause } from './eventually'
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

const truncated = (bytes: Uint8Array): Uint8Array => bytes.slice(0, bytes.length - 2)
const prefixed = (type: number[], body: number[]): Uint8Array =>
  new Uint8Array([...type, body.length, ...body])

const forged = (structs: Crafted[]): Uint8Array => craftUpdate([{ client: 5, clock: 0, structs }])
const forgedBlock = (client: number, word: string) => ({
  client,
  clock: 0,
  structs: [{ content: text(word) }],
})

/** The beginnings of all messages that there are. */
const messageStarts = [[0], [0, 0], [0, 1], [0, 2], [1], [2], [2, 0], [3], [4], [5]]

const malformed: [name: string, frame: Uint8Array][] = [
  ['an empty frame', new Uint8Array()],
  ['an unknown message type', new Uint8Array([9, 1, 2, 3])],
  ['an acknowledgement, which only the server gives', new Uint8Array([4, 1])],
  ['an unknown sync message', new Uint8Array([0, 7, 0])],
  ['a varint that never ends', new Uint8Array(20).fill(255)],
  ['a length past the end', new Uint8Array([0, 2, 200, 1, 1])],
  ['a truncated update', truncated(updateFrame(typed(5, 'mot')))],
  ['an update cut short inside of its frame', updateFrame(truncated(typed(5, 'mot')))],
  ['bytes after the message', new Uint8Array([...updateFrame(typed(5, 'mot')), 0])],
  ['2^31 structs', updateFrame(new Uint8Array([1, 255, 255, 255, 255, 7, 5, 0, 4]))],
  ['2^31 clients in a state vector', prefixed([0, 0], [255, 255, 255, 255, 7, 1, 1])],
  ['a struct with an unknown content', updateFrame(new Uint8Array([1, 1, 5, 0, 31, 1, 1, 120, 0]))],
  ['a text that is not UTF-8', updateFrame(new Uint8Array([1, 1, 5, 0, 4, 1, 1, 120, 2, 255, 255, 0]))],
  ['2^31 deletions', updateFrame(new Uint8Array([0, 255, 255, 255, 255, 7, 5, 1]))],
  ['2^31 values in a struct', updateFrame(new Uint8Array([1, 1, 5, 0, 8, 1, 1, 120, 255, 255, 255, 255, 7]))],
  ['a clock of 2^53', updateFrame(craftUpdate([{ client: 5, clock: 2 ** 53, structs: [{ gc: 1 }] }]))],
  ['a length past every clock', updateFrame(forged([{ gc: 2 ** 53 - 1 }, { gc: 2 }]))],
  ['a struct before itself', updateFrame(forged([{ origin: [5, 2], content: text('mot') }]))],
  ['a struct in itself', updateFrame(forged([{ parent: [5, 0], content: text('mot') }]))],
  ['lists in lists', updateFrame(forged([{ content: nestedList(6000) }]))],
  ['JSON in JSON', updateFrame(forged([{ content: nestedEmbed(6000) }]))],
  ['a client twice', updateFrame(craftUpdate([forgedBlock(5, 'un'), forgedBlock(5, 'deux')]))],
  ['clients out of order', updateFrame(craftUpdate([forgedBlock(5, 'un'), forgedBlock(6, 'deux')]))],
  ...messageStarts.map(
    (start) => [`a varint cut short after ${start}`, new Uint8Array([...start, 255, 255])] as never,
  ),
  [
    'a presence nested too deep',
    awarenessOf([[20, 1, JSON.parse(`{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`)]]),
  ],
  ['2^31 presences', prefixed([1], [255, 255, 255, 255, 7, 1, 1])],
  ['a presence that is not JSON', prefixed([1], [1, 20, 1, 1, 123])],
  ['a presence that is not an object', awarenessOf([[20, 1, 'moi']])],
  ['a presence past the bound', awarenessOf([[20, 1, { big: 'x'.repeat(10_000) }]])],
]

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
