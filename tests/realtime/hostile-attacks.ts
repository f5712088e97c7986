import { stepOneFrame, updateFrame } from '@reliance/shared/realtime/frames'
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import type WebSocket from 'ws'
import * as Y from 'yjs'
import { craftUpdate, deleted, text } from './crafted-update'
import { pause } from './eventually'
import { awarenessOf, typed } from './memory-socket'
import { bareSocket, socketUrl, type Place } from './stock-client'

export type Opened = WebSocket | Socket

/** Resolves with what it leaves open. */
export type Attack = (place: Place, victim: Y.Doc) => Promise<Opened[]>

export const hangUp = (opened: Opened): void =>
  'terminate' in opened ? opened.terminate() : void opened.destroy()

const many = async (count: number, open: (index: number) => Promise<WebSocket>): Promise<WebSocket[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => open(index)))

/** A TCP connection that asks for the upgrade by hand, so that what follows can be anything. */
export const upgradedByHand = async (place: Place): Promise<Socket> => {
  const { hostname, port, pathname, search } = new URL(socketUrl(place))
  const raw = connect(Number(port), hostname)
  raw.on('error', () => undefined)
  raw.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await new Promise((resolve) => raw.once('data', resolve))
  return raw
}

/** The head of a frame that announces so many bytes. */
export const announcing = (bytes: number, isLast = true): Buffer => {
  const head = Buffer.alloc(14)
  head[0] = isLast ? 0x82 : 0x02
  head[1] = 0xff
  head.writeBigUInt64BE(BigInt(bytes), 2)
  return head
}

export const sendAll = async (place: Place, frames: Iterable<Uint8Array>): Promise<[WebSocket]> => {
  const socket = await bareSocket(place)
  for (const frame of frames) {
    if (socket.readyState !== socket.OPEN) break
    socket.send(frame)
  }
  await pause(100)
  return [socket]
}

const manyClients = (count: number): Uint8Array =>
  craftUpdate(
    Array.from({ length: count }, (_, index) => ({
      client: 4_000_000_000 - index,
      clock: 0,
      structs: [{ content: text('x') }],
    })),
  )

const odd = {
  toString: null,
  hasOwnProperty: 1,
  huge: 1e308,
  surrogate: '\ud800',
  inner: JSON.parse('{"__proto__":{"user":{"name":"un autre"}},"constructor":{"prototype":1}}') as object,
}

/** What is tried on one server, one after the other, with all left open until the end. */
export const attacks: [name: string, attack: Attack][] = [
  [
    'a frame that announces 100 MB, and one in pieces',
    async (place) => {
      const whole = await upgradedByHand(place)
      whole.write(Buffer.concat([announcing(100 * 1024 * 1024), Buffer.alloc(1024)]))
      const inPieces = await upgradedByHand(place)
      for (let piece = 0; piece < 6; piece++) {
        const head = announcing(1024 * 1024, false)
        if (piece > 0) head[0] = 0
        inPieces.write(Buffer.concat([head, Buffer.alloc(1024 * 1024)]))
      }
      await pause(200)
      return [whole, inPieces]
    },
  ],
  [
    'sockets that never ask, and that ask and are silent',
    async (place) => {
      const { hostname, port } = new URL(place.origin)
      const open = Array.from({ length: 100 }, () => connect(Number(port), hostname))
      for (const raw of open) raw.on('error', () => undefined)
      const silent = await Promise.all(
        Array.from({ length: 30 }, (_, index) => upgradedByHand({ ...place, person: `silent-${index}` })),
      )
      for (const raw of silent) raw.pause()
      return [...open, ...silent]
    },
  ],
  [
    '20,000 presences in one message',
    (place) =>
      sendAll(place, [
        awarenessOf(Array.from({ length: 20_000 }, (_, index) => [5000 + index, 1, { cursor: {} }])),
      ]),
  ],
  [
    'the presence and the text of somebody else',
    (place, victim) => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(victim))
      doc.clientID = victim.clientID
      doc.getText('content').insert(0, 'au nom d’un autre')
      return sendAll(place, [
        awarenessOf([[victim.clientID, 2 ** 40, { cursor: {} }]]),
        awarenessOf([[victim.clientID, 2 ** 41, null]]),
        updateFrame(Y.encodeStateAsUpdate(doc)),
      ])
    },
  ],
  [
    'odd presence',
    (place) => sendAll(place, [awarenessOf([[77, 2 ** 50, odd]]), awarenessOf([[77, 2 ** 52, odd]])]),
  ],
  [
    'giant clocks and lengths',
    (place) =>
      sendAll(place, [
        updateFrame(craftUpdate([{ client: 2 ** 52, clock: 0, structs: [{ gc: 2 ** 52 }] }])),
        updateFrame(craftUpdate([{ client: 601, clock: 0, structs: [{ content: deleted(2 ** 52) }] }])),
        updateFrame(craftUpdate([], [{ client: 602, ranges: [[2 ** 52, 2 ** 51]] }])),
        stepOneFrame(new Map([[603, 2 ** 53 - 1]])),
      ]),
  ],
  [
    'orphans',
    (place) =>
      sendAll(
        place,
        Array.from({ length: 900 }, (_, index) =>
          updateFrame(
            craftUpdate([
              { client: 7000, clock: 10 + index, structs: [{ content: text('x'.repeat(4000)) }] },
            ]),
          ),
        ),
      ),
  ],
  [
    'thousands of new client ids',
    (place) => sendAll(place, [updateFrame(manyClients(5000)), updateFrame(manyClients(50_000))]),
  ],
  [
    'more updates than anybody types',
    (place) =>
      sendAll(
        place,
        Array.from({ length: 3000 }, () => updateFrame(typed(8000, 'vite'))),
      ),
  ],
  [
    'the same question, again and again, from who does not read the answer',
    async (place) => {
      const socket = await bareSocket(place)
      socket.pause()
      for (let turn = 0; turn < 3000; turn++) socket.send(stepOneFrame(new Map()))
      await pause(100)
      return [socket]
    },
  ],
  [
    'pings and text frames',
    async (place) => {
      const socket = await bareSocket(place)
      for (let turn = 0; turn < 3000; turn++) socket.ping(randomBytes(100))
      await pause(100)
      socket.send('texte')
      return [socket]
    },
  ],
  [
    'people who come and go',
    async (place) => {
      for (let turn = 0; turn < 5; turn++) {
        const sockets = await many(40, (index) => bareSocket({ ...place, person: `storm-${index % 20}` }))
        for (const [index, socket] of sockets.entries()) {
          socket.send(awarenessOf([[9000 + index, 1, { cursor: {} }]]))
          socket.send(stepOneFrame(new Map()))
          if (index % 2 === 0) socket.terminate()
          else socket.close()
        }
      }
      return []
    },
  ],
  [
    'random bytes',
    async (place) => {
      const sockets = await many(100, () =>
        bareSocket({ ...place, person: 'random' }).catch(() => bareSocket(place)),
      )
      for (const socket of sockets)
        for (let turn = 0; turn < 5; turn++) socket.send(randomBytes(1 + turn * 50))
      return sockets
    },
  ],
]
