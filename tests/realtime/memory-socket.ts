import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { stepOneFrame, stepTwoFrame, updateFrame } from '@reliance/shared/realtime/frames'
import type { DocumentAccess } from '@reliance/shared/realtime/protocol'
import type { Connection } from '@reliance/server/realtime/connection'
import type { Authorization } from '@reliance/server/realtime/participant'
import type { Rooms } from '@reliance/server/realtime/rooms'
import type { Socket } from '@reliance/server/realtime/socket'
import * as Y from 'yjs'
import { authorizationOf } from './sync-server'

/** What a client understands of what it was sent. */
export type Heard =
  | { kind: 'stepOne'; bytes: Uint8Array }
  | { kind: 'stepTwo'; bytes: Uint8Array }
  | { kind: 'update'; bytes: Uint8Array }
  | { kind: 'awareness'; states: Map<number, Record<string, unknown> | null> }
  | { kind: 'denied'; reason: string }
  | { kind: 'durable'; count: number }
  | { kind: 'waiting'; isWaiting: boolean }

/** A connection whose transport is a list: what was sent to it, and how it was closed. */
export interface MemoryPeer {
  heard: Heard[]
  ended: { code: number; reason: string } | null
  connection: Connection
  /** What `reauthorize` will answer from now on. */
  standing: Authorization | null | Error
  /** The peer stops reading: everything sent stays queued until `drain`. */
  stall(): void
  drain(): void
  queuedBytes(): number
  say(frame: Uint8Array): void
  sayUpdate(update: Uint8Array): void
  sayStepOne(doc?: Y.Doc): void
  sayStepTwo(update: Uint8Array): void
  sayAwareness(clientId: number, clock: number, state: unknown): void
  of<Kind extends Heard['kind']>(kind: Kind): Extract<Heard, { kind: Kind }>[]
}

export const joinInMemory = (
  rooms: Rooms,
  documentId: string,
  name: string,
  options: {
    access?: DocumentAccess
    acknowledge?: boolean
    /** The version of the rights that `access` was read at; else the latest. */
    accessVersion?: number
    /** Answers in the place of `standing`. */
    reauthorize?: () => Promise<Authorization | null>
  } = {},
): MemoryPeer => {
  const { access = 'write', acknowledge = false } = options
  let stalled = false
  let queued = 0
  let drained: (() => void)[] = []
  const socket: Socket = {
    send: (bytes) => {
      if (stalled) queued += bytes.byteLength
      peer.heard.push(understand(bytes))
      return !stalled
    },
    close: (code, reason) => {
      peer.ended = { code, reason }
    },
    get bufferedAmount() {
      return queued
    },
    whenDrained: (callback) => drained.push(callback),
  }
  const standing = authorizationOf(name, access)
  const peer = { heard: [], ended: null, standing } as unknown as MemoryPeer
  peer.stall = () => {
    stalled = true
  }
  peer.drain = () => {
    stalled = false
    queued = 0
    const callbacks = drained
    drained = []
    for (const callback of callbacks) callback()
  }
  peer.queuedBytes = () => queued
  peer.say = (frame) => peer.connection.receive(frame)
  peer.sayUpdate = (update) => peer.say(updateFrame(update))
  peer.sayStepOne = (doc = new Y.Doc()) =>
    peer.say(stepOneFrame(Y.decodeStateVector(Y.encodeStateVector(doc))))
  peer.sayStepTwo = (update) => peer.say(stepTwoFrame(update))
  peer.sayAwareness = (clientId, clock, state) => peer.say(awarenessOf([[clientId, clock, state]]))
  peer.of = (kind) => peer.heard.filter((heard) => heard.kind === kind) as never
  const standingNow = async (): Promise<Authorization | null> => {
    if (peer.standing instanceof Error) throw peer.standing
    return peer.standing
  }
  const participant = { ...standing, acknowledge, reauthorize: options.reauthorize ?? standingNow }
  peer.connection = rooms.connect(documentId, socket, participant, options.accessVersion)
  return peer
}

/** A presence message as a browser encodes it. */
export const awarenessOf = (states: [clientId: number, clock: number, state: unknown][]): Uint8Array => {
  const body = encoding.createEncoder()
  encoding.writeVarUint(body, states.length)
  for (const [clientId, clock, state] of states) {
    encoding.writeVarUint(body, clientId)
    encoding.writeVarUint(body, clock)
    encoding.writeVarString(body, JSON.stringify(state))
  }
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, encoding.toUint8Array(body))
  return encoding.toUint8Array(encoder)
}

const understand = (frame: Uint8Array): Heard => {
  const decoder = decoding.createDecoder(frame)
  switch (decoding.readVarUint(decoder)) {
    case 0: {
      const kind = (['stepOne', 'stepTwo', 'update'] as const)[decoding.readVarUint(decoder)] ?? 'update'
      return { kind, bytes: decoding.readVarUint8Array(decoder) }
    }
    case 1:
      return { kind: 'awareness', states: statesOf(decoding.readVarUint8Array(decoder)) }
    case 2:
      decoding.readVarUint(decoder)
      return { kind: 'denied', reason: decoding.readVarString(decoder) }
    case 4:
      return { kind: 'durable', count: decoding.readVarUint(decoder) }
    default:
      return { kind: 'waiting', isWaiting: decoding.readVarUint(decoder) === 1 }
  }
}

const statesOf = (bytes: Uint8Array): Map<number, Record<string, unknown> | null> => {
  const decoder = decoding.createDecoder(bytes)
  const states = new Map<number, Record<string, unknown> | null>()
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const clientId = decoding.readVarUint(decoder)
    decoding.readVarUint(decoder)
    states.set(clientId, JSON.parse(decoding.readVarString(decoder)) as Record<string, unknown> | null)
  }
  return states
}

/** What somebody who types `text` in a fresh document sends. */
export const typed = (clientId: number, text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = clientId
  doc.getText('content').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

/** The text that a state, or a list of updates, holds. */
export const textOf = (...updates: Uint8Array[]): string => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('content').toString()
}
