import type { Log } from './append-queue'
import {
  documentChannel,
  encodePresence,
  encodeUpdates,
  question,
  readPeerMessage,
  type PeerBus,
} from './peers'
import type { Room } from './room'
import type { ClientBinding } from './storage'

/** One document's line to the other processes. */
export interface PeerLink {
  /** What comes is handed to this room; what came before it was there, too. */
  attach(room: Room): void
  tellUpdates(sequence: number, updates: Uint8Array[], bindings: ClientBinding[]): void
  tellPresence(entries: Uint8Array): void
  /** Says who is here and how far the log goes, and forgets the processes that have been silent for three beats. */
  beat(): void
  /** After a time without a line: as at a beat, and asks the others. */
  restore(): void
  close(): void
}

/** Without other processes there is nobody to talk to. */
export const noPeerLink: PeerLink = {
  attach: () => undefined,
  tellUpdates: () => undefined,
  tellPresence: () => undefined,
  beat: () => undefined,
  restore: () => undefined,
  close: () => undefined,
}

/** Resolves when nothing that the others say from now on is missed: only then is the log worth reading. */
export const openPeerLink = async (bus: PeerBus, documentId: string, log: Log): Promise<PeerLink> => {
  const channel = documentChannel(documentId)
  const silentBeats = new Map<string, number>()
  let room: Room | null = null
  let early: [payload: Uint8Array, origin: string][] = []

  const receive = (payload: Uint8Array, origin: string): void => {
    if (room === null) return void early.push([payload, origin])
    try {
      hear(room, payload, origin)
    } catch (error) {
      log.error({ err: error, documentId }, 'message of another process could not be read')
    }
  }

  const hear = (listener: Room, payload: Uint8Array, origin: string): void => {
    silentBeats.set(origin, 0)
    const message = readPeerMessage(payload)
    switch (message.kind) {
      case 'updates':
        listener.writing.takeOver(message.sequence, message.updates, message.bindings)
        break
      case 'presence':
        listener.awareness.receiveFrom(origin, message.entries, message.isAll)
        listener.presenceMayChange()
        break
      case 'question':
        tellAll(listener)
    }
  }

  const tellAll = (listener: Room): void => {
    bus.publish(channel, encodePresence(listener.awareness.snapshotHere(), true))
    bus.publish(channel, encodeUpdates(listener.writing.copy.sequence + 1, [], []))
  }

  const forgetTheSilent = (listener: Room): void => {
    for (const [origin, beats] of silentBeats) {
      silentBeats.set(origin, beats + 1)
      if (beats < 3) continue
      silentBeats.delete(origin)
      listener.awareness.forgetOrigin(origin)
      listener.presenceMayChange()
    }
  }

  const unsubscribe = await bus.subscribe(channel, receive)

  return {
    attach: (listener) => {
      room = listener
      for (const [payload, origin] of early) receive(payload, origin)
      early = []
      bus.publish(channel, question)
    },
    tellUpdates: (sequence, updates, bindings) =>
      bus.publish(channel, encodeUpdates(sequence, updates, bindings)),
    tellPresence: (entries) => bus.publish(channel, encodePresence(entries, false)),
    beat: () => {
      if (room === null) return
      tellAll(room)
      forgetTheSilent(room)
    },
    restore: () => {
      if (room === null) return
      room.writing.catchUpSoon()
      tellAll(room)
      bus.publish(channel, question)
    },
    close: unsubscribe,
  }
}
