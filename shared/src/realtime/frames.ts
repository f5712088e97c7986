import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { decodeUtf8 } from 'lib0/string'
import * as Y from 'yjs'
import { messageType } from './protocol'
import { encodeStateVector, MalformedMessage } from './update'

const syncType = { stepOne: 0, stepTwo: 1, update: 2 } as const
const permissionDenied = 0

/** What a client may say on a document's socket. */
export type ClientMessage =
  | { kind: 'stateVector'; vector: Map<number, number> }
  /** `isReply`: what the server had asked for, which may have been written long ago. */
  | { kind: 'changes'; update: Uint8Array; isReply: boolean }
  | { kind: 'awareness'; entries: AwarenessEntry[] }
  | { kind: 'queryAwareness' }

/** One client's presence; `state` is its JSON text. */
export interface AwarenessEntry {
  clientId: number
  clock: number
  state: string
}

/** Reads one frame. Step 2 and update are changes, both. */
export const readMessage = (frame: Uint8Array): ClientMessage => {
  try {
    const decoder = decoding.createDecoder(frame)
    const message = readBody(decoder)
    if (decoding.hasContent(decoder)) throw new MalformedMessage('bytes follow the message')
    return message
  } catch (cause) {
    throw cause instanceof MalformedMessage ? cause : new MalformedMessage('message cannot be decoded', cause)
  }
}

const readBody = (decoder: decoding.Decoder): ClientMessage => {
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      return readSync(decoder)
    case messageType.awareness:
      return { kind: 'awareness', entries: readEntries(decoding.readVarUint8Array(decoder)) }
    case messageType.queryAwareness:
      return { kind: 'queryAwareness' }
    default:
      throw new MalformedMessage('unknown message type')
  }
}

const readSync = (decoder: decoding.Decoder): ClientMessage => {
  const type = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  switch (type) {
    case syncType.stepOne:
      return { kind: 'stateVector', vector: Y.decodeStateVector(bytes) }
    case syncType.stepTwo:
    case syncType.update:
      return { kind: 'changes', update: bytes.slice(), isReply: type === syncType.stepTwo }
    default:
      throw new MalformedMessage('unknown sync message')
  }
}

/**
 * Presence of several clients, as it stands in a presence message. A state is decoded only when it is looked at: most
 * of what a server hears are echoes of what it has said.
 */
export const readEntries = (bytes: Uint8Array): AwarenessEntry[] => {
  const decoder = decoding.createDecoder(bytes)
  const count = decoding.readVarUint(decoder)
  const entries: AwarenessEntry[] = []
  for (let index = 0; index < count; index++) {
    const clientId = decoding.readVarUint(decoder)
    const clock = decoding.readVarUint(decoder)
    entries.push(new ReceivedEntry(clientId, clock, decoding.readVarUint8Array(decoder)))
  }
  return entries
}

class ReceivedEntry implements AwarenessEntry {
  readonly clientId: number
  readonly clock: number
  readonly #bytes: Uint8Array

  constructor(clientId: number, clock: number, bytes: Uint8Array) {
    this.clientId = clientId
    this.clock = clock
    this.#bytes = bytes
  }

  get state(): string {
    try {
      return decodeUtf8(this.#bytes)
    } catch (cause) {
      throw new MalformedMessage('presence is not text', cause)
    }
  }
}

const frame = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

const syncFrame = (type: number, bytes: Uint8Array): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.sync)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })

/** "This is what I hold: send me the rest." */
export const stepOneFrame = (vector: Map<number, number>): Uint8Array =>
  syncFrame(syncType.stepOne, encodeStateVector(vector))

/** The answer to a step 1. */
export const stepTwoFrame = (update: Uint8Array): Uint8Array => syncFrame(syncType.stepTwo, update)

export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(syncType.update, update)

/** Presence of several clients; `encodedEntries` are made once each by `encodeEntry`. */
export const awarenessFrame = (encodedEntries: Uint8Array[]): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(encoder, joinEntries(encodedEntries))
  })

/** What `readEntries` reads. */
export const joinEntries = (encodedEntries: Uint8Array[]): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, encodedEntries.length)
    for (const entry of encodedEntries) encoding.writeUint8Array(encoder, entry)
  })

export const encodeEntry = ({ clientId, clock, state }: AwarenessEntry): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, clientId)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  })

/** The y-protocols refusal of a write; the connection stays open. */
export const permissionDeniedFrame = (reason: string): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.auth)
    encoding.writeVarUint(encoder, permissionDenied)
    encoding.writeVarString(encoder, reason)
  })

/** The first `count` messages with changes that this connection sent are durable or were already held. */
export const durableFrame = (count: number): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.durable)
    encoding.writeVarUint(encoder, count)
  })

/** The storage does not answer and what is sent waits, or it answers again. */
export const waitingFrame = (isWaiting: boolean): Uint8Array =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.waiting)
    encoding.writeVarUint(encoder, isWaiting ? 1 : 0)
  })
