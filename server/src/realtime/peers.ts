import { readEntries } from '@reliance/shared/realtime/frames'
import type { AwarenessEntry } from '@reliance/shared/realtime/frames'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import type { ClientBinding } from './storage'

/** What carries messages to the other processes, and theirs to this one. It may lose some. */
export interface PeerBus {
  readonly isConnected: boolean
  publish(channel: string, payload: Uint8Array): void
  /** Resolves when nothing that is published from then on is missed. */
  subscribe(channel: string, listener: (payload: Uint8Array, origin: string) => void): Promise<() => void>
  onChange(listener: (isConnected: boolean) => void): () => void
}

/** What one process tells the others of a document. */
export type PeerMessage =
  /** These updates stand in the log, the first one at `sequence`; an empty list says that the log goes up to before it. */
  | { kind: 'updates'; sequence: number; updates: Uint8Array[]; bindings: ClientBinding[] }
  | { kind: 'presence'; entries: AwarenessEntry[]; isAll: boolean }
  /** Somebody has come to this process first: who is there with the others? */
  | { kind: 'question' }

const messageKind = { updates: 0, presenceChanges: 1, presence: 2, question: 3 } as const

export const documentChannel = (documentId: string): string => `document:${documentId}`

export const encodeUpdates = (
  sequence: number,
  updates: Uint8Array[],
  bindings: ClientBinding[],
): Uint8Array =>
  encode(messageKind.updates, (encoder) => {
    encoding.writeVarUint(encoder, sequence)
    encoding.writeVarUint(encoder, updates.length)
    for (const update of updates) encoding.writeVarUint8Array(encoder, update)
    encoding.writeVarUint(encoder, bindings.length)
    for (const { clientId, personId } of bindings) {
      encoding.writeVarUint(encoder, clientId)
      encoding.writeVarString(encoder, personId ?? '')
    }
  })

/** `entries` as `joinEntries` makes them. */
export const encodePresence = (entries: Uint8Array, isAll: boolean): Uint8Array =>
  encode(isAll ? messageKind.presence : messageKind.presenceChanges, (encoder) =>
    encoding.writeUint8Array(encoder, entries),
  )

export const question: Uint8Array = new Uint8Array([messageKind.question])

/** @throws Error for bytes that no process of this version sends. */
export const readPeerMessage = (payload: Uint8Array): PeerMessage => {
  const decoder = decoding.createDecoder(payload)
  const kind = decoding.readVarUint(decoder)
  switch (kind) {
    case messageKind.updates: {
      const sequence = decoding.readVarUint(decoder)
      const updates = readList(decoder, () => decoding.readVarUint8Array(decoder).slice())
      const bindings = readList(decoder, () => ({
        clientId: decoding.readVarUint(decoder),
        personId: decoding.readVarString(decoder) || null,
      }))
      return { kind: 'updates', sequence, updates, bindings }
    }
    case messageKind.presenceChanges:
    case messageKind.presence: {
      const entries = readEntries(decoding.readTailAsUint8Array(decoder))
      return { kind: 'presence', entries, isAll: kind === messageKind.presence }
    }
    case messageKind.question:
      return { kind: 'question' }
    default:
      throw new Error('unknown message of another process')
  }
}

const readList = <Item>(decoder: decoding.Decoder, read: () => Item): Item[] =>
  Array.from({ length: decoding.readVarUint(decoder) }, read)

const encode = (kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, kind)
  write(encoder)
  return encoding.toUint8Array(encoder)
}
