import { bounds, closeCode } from '@reliance/shared/realtime/protocol'
import { mergeLog } from '@reliance/shared/realtime/update'
import { createAppendQueue, type Log } from './append-queue'
import type { Compact } from './compaction'
import { Connection } from './connection'
import type { Mend } from './mending'
import { noObserver, type Observer } from './observer'
import { OpenDocuments } from './open-documents'
import type { Participant } from './participant'
import type { PeerBus } from './peers'
import type { PresentPerson } from './presence'
import { createPresenceBoard } from './presence-board'
import { refreshConnection } from './refresh-access'
import type { Room } from './room'
import type { Socket } from './socket'
import { type CompactableLog, type DocumentStorage, type StoredLog, UnknownDocuments } from './storage'
import { watchPeers } from './watch-peers'

type StoredListener = (documentId: string, personIds: (string | null)[]) => void

/** The live documents of this process: the only door to them for the other modules. */
export interface Rooms {
  /** Takes a socket into a document; frames may come before the document is loaded. */
  connect(documentId: string, socket: Socket, participant: Participant, accessVersion?: number): Connection
  /** A write by the server, kept and relayed like any other; a null person is the template. */
  write(documentId: string, personId: string | null, update: Uint8Array): Promise<void>
  /** Takes text that was set aside into the document, under the client ids that it has. */
  admit(documentId: string, senderId: string, update: Uint8Array): Promise<void>
  /** Resolves when nothing that people have written apart is left to be made good (RT22): for who keeps the text as it is. */
  mend(documentId: string): Promise<void>
  /** The durable document as one Yjs update, with all that was accepted before the call. */
  read(documentId: string): Promise<Uint8Array>
  /** The same as the log has it, for who wants to know how it came about. */
  readLog(documentId: string): Promise<CompactableLog>
  /** To whom each Yjs client id of the document belongs; null is the template. */
  authors(documentId: string): Promise<Map<number, string | null>>
  /** Asks again what the open connections of a document, of a person, or all of them may do, and applies it. */
  refreshAccess(target: string | { personId: string } | 'all'): Promise<void>
  closeLoginSession(loginSessionId: string): void
  /** Who is connected, each person once. */
  presence(documentId: string): PresentPerson[]
  onPresence(listener: (documentId: string) => void): () => void
  /** Updates by these persons have become durable. */
  onStored(listener: StoredListener): () => void
  /** Text has been set aside, for the coordinator to look at. */
  onSetAside(listener: (documentId: string) => void): () => void
  /** Grows with each change of rights: read it before authorising, hand it to `connect`, and no change is missed. */
  readonly accessVersion: number
  readonly openRooms: number
  readonly openConnections: number
  /** Updates that wait for a commit. */
  readonly queueLength: number
  keepAlive(): void
  /** Writes what is pending and tells the clients to come back; new connections are refused. */
  close(): Promise<void>
}

export interface RoomsOptions {
  storage: DocumentStorage
  log: Log
  observer?: Observer
  /** The other processes, when several serve the same documents. */
  bus?: PeerBus
  compact?: Compact
  mend?: Mend
  mendAfterMs?: number
  mendAgainAfterMs?: number
  unloadAfterMs?: number
  compactFrom?: number
  connectionsPerPerson?: number
  /** How long `close` waits for a storage that does not answer. */
  closeWithinMs?: number
  firstRetryMs?: number
  /** How often the log is looked at while the other processes cannot be heard. */
  pollMs?: number
  now?: () => number
}

export const createRooms = (options: RoomsOptions): Rooms => {
  const { storage, log, observer = noObserver, bus = null, now = Date.now } = options
  const { connectionsPerPerson = bounds.connectionsPerPerson, closeWithinMs = 8000 } = options
  const queue = createAppendQueue({ storage, log, observer, firstRetryMs: options.firstRetryMs })
  const connections = new Set<Connection>()
  const storedListeners = new Set<StoredListener>()
  const setAsideListeners = new Set<(documentId: string) => void>()
  const board = createPresenceBoard((documentId) => documents.find(documentId)?.people() ?? [])
  const documents = new OpenDocuments({
    ...{ storage, queue, log, observer, bus, now, compact: options.compact, mend: options.mend },
    mendAfterMs: options.mendAfterMs ?? 500,
    mendAgainAfterMs: options.mendAgainAfterMs ?? 3000,
    unloadAfterMs: options.unloadAfterMs ?? 5000,
    compactFrom: options.compactFrom ?? 200,
    onPresence: board.check,
    onStored: (documentId, personIds) => {
      for (const listener of storedListeners) listener(documentId, personIds)
    },
    onSetAside: (documentId) => {
      for (const listener of setAsideListeners) listener(documentId)
    },
    onUnload: board.forget,
  })
  const peers = watchPeers({ bus, documents, storage, log, pollMs: options.pollMs ?? 2000 })
  queue.onStalled((isStalled) => {
    for (const room of documents.rooms()) room.tellWaiting(isStalled)
  })
  let accessVersion = 0
  let closing = false

  const welcome = async (connection: Connection): Promise<void> => {
    try {
      const room = await documents.open(connection.documentId)
      if (room === null) connection.close(closeCode.notFound)
      else room.join(connection)
    } catch (error) {
      log.error({ err: error, documentId: connection.documentId }, 'document could not be loaded')
      connection.close(closeCode.unavailable)
    }
  }

  const openExisting = async (documentId: string): Promise<Room> => {
    const room = await documents.open(documentId)
    if (room === null) throw new UnknownDocuments([documentId])
    return room
  }

  const loadExisting = async (documentId: string): Promise<StoredLog> => {
    const stored = await storage.load(documentId)
    if (stored === null) throw new UnknownDocuments([documentId])
    return stored
  }

  /** The room with all that was written before, by whatever process; null when the document is not open. */
  const upToDate = async (documentId: string): Promise<Room | null> => {
    const room = await documents.present(documentId)
    await room?.writing.settled()
    if (bus !== null) await room?.writing.catchUp()
    return room
  }

  const refresh = (connection: Connection): Promise<void> =>
    refreshConnection(connection, () => documents.find(connection.documentId)?.accessChanged(connection), log)

  const connectionsOf = (personId: string): number => {
    let count = 0
    for (const connection of connections) if (connection.person.id === personId) count++
    return count
  }

  const ended = (connection: Connection, reason: string | null): void => {
    connections.delete(connection)
    if (reason !== null) observer.closed(reason)
  }

  return {
    connect: (documentId, socket, participant, seenVersion = accessVersion) => {
      const connection = new Connection(documentId, socket, participant, ended)
      if (closing) connection.close(closeCode.goingAway)
      else if (connectionsOf(participant.person.id) >= connectionsPerPerson) {
        connection.close(closeCode.tooManyConnections)
      } else {
        connections.add(connection)
        // Rights that changed since they were read are read again first: nothing is written on the old ones.
        const admitted = seenVersion === accessVersion ? Promise.resolve() : refresh(connection)
        documents.inBackground(admitted.then(() => welcome(connection)))
      }
      return connection
    },

    write: async (documentId, personId, update) => {
      const room = await openExisting(documentId)
      await room.writing.write(personId, update).finally(() => room.restIfIdle())
    },

    admit: async (documentId, senderId, update) => {
      const room = await openExisting(documentId)
      await room.writing.admit(senderId, update).finally(() => room.restIfIdle())
    },

    mend: async (documentId) => documents.mend(await openExisting(documentId)),

    read: async (documentId) => {
      const room = await upToDate(documentId)
      if (room !== null) return room.writing.copy.state()
      return mergeLog((await loadExisting(documentId)).log.map((update) => update.bytes))
    },

    readLog: async (documentId) => {
      await (await documents.present(documentId))?.writing.settled()
      const stored = await storage.loadForCompaction(documentId)
      if (stored === null) throw new UnknownDocuments([documentId])
      return stored
    },

    authors: async (documentId) => {
      const room = await upToDate(documentId)
      return new Map(room?.writing.copy.clients ?? (await loadExisting(documentId)).clients)
    },

    refreshAccess: async (target) => {
      accessVersion++
      const isConcerned = (connection: Connection): boolean => {
        if (typeof target === 'string') return target === 'all' || connection.documentId === target
        return connection.person.id === target.personId
      }
      await Promise.all([...connections].filter(isConcerned).map(refresh))
    },

    closeLoginSession: (loginSessionId) => {
      accessVersion++
      for (const connection of [...connections]) {
        if (connection.loginSessionId === loginSessionId) connection.close(closeCode.signedOut)
      }
    },

    presence: (documentId) => board.list(documentId),
    onPresence: board.listen,
    onStored: (listener) => addTo(storedListeners, listener),
    onSetAside: (listener) => addTo(setAsideListeners, listener),

    get accessVersion() {
      return accessVersion
    },
    get openRooms() {
      return documents.size
    },
    get openConnections() {
      return connections.size
    },
    get queueLength() {
      return queue.length
    },

    keepAlive: () => {
      for (const room of documents.rooms()) {
        room.keepAlive()
        room.writing.expireOrphans()
      }
      peers.beat()
    },

    close: async () => {
      closing = true
      peers.stop()
      const flushed = Promise.all([queue.drained(), documents.settled()])
      await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref())])
      for (const connection of [...connections]) connection.close(closeCode.goingAway)
      documents.close()
    },
  }
}

const addTo = <Listener>(listeners: Set<Listener>, listener: Listener): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
