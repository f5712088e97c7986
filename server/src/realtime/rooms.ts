import { bounds, closeCode } from '@reliance/shared/realtime/protocol'
import { compactState, mergeLog } from '@reliance/shared/realtime/update'
import { createAppendQueue, type Log } from './append-queue'
import { Connection } from './connection'
import type { Participant } from './participant'
import { createPresenceBoard, type PresentPerson } from './presence-board'
import { refreshConnection } from './refresh-access'
import { Room } from './room'
import type { Socket } from './socket'
import { type DocumentStorage, type StoredDocument, UnknownDocuments } from './storage'

/** The live documents of this process: the only door to them for the other modules. */
export interface Rooms {
  /** Takes a socket into a document; frames may come before the document is loaded. */
  connect(documentId: string, socket: Socket, participant: Participant, accessVersion?: number): Connection
  /** A write by the server, kept and relayed like any other; a null person is the template. */
  write(documentId: string, personId: string | null, update: Uint8Array): Promise<void>
  /** The durable document as one Yjs update, with all that was accepted before the call. */
  read(documentId: string): Promise<Uint8Array>
  /** To whom each Yjs client id of the document belongs; null is the template. */
  authors(documentId: string): Promise<Map<number, string | null>>
  /** Asks again what the open connections of a document, or of a person, may do, and applies it. */
  refreshAccess(target: string | { personId: string }): Promise<void>
  closeLoginSession(loginSessionId: string): void
  /** Who is connected, each person once. */
  presence(documentId: string): PresentPerson[]
  onPresence(listener: (documentId: string) => void): () => void
  /** Updates by these persons have become durable. */
  onStored(listener: (documentId: string, personIds: (string | null)[]) => void): () => void
  /** Grows with each change of rights: read it before authorising, hand it to `connect`, and no change is missed. */
  readonly accessVersion: number
  readonly openRooms: number
  keepAlive(): void
  /** Writes what is pending and tells the clients to come back; new connections are refused. */
  close(): Promise<void>
}

export interface RoomsOptions {
  storage: DocumentStorage
  log: Log
  /** How long an empty room stays in memory. */
  unloadAfterMs?: number
  /** How many log entries make an unloaded document worth compacting. */
  compactFrom?: number
  /** How long `close` waits for a storage that does not answer. */
  closeWithinMs?: number
  firstRetryMs?: number
  now?: () => number
}

interface Entry {
  loading: Promise<Room | null>
  room: Room | null
  timer: NodeJS.Timeout | null
}

export const createRooms = (options: RoomsOptions): Rooms => {
  const {
    storage,
    log,
    unloadAfterMs = 5000,
    compactFrom = 200,
    closeWithinMs = 8000,
    now = Date.now,
  } = options
  const queue = createAppendQueue({ storage, log, firstRetryMs: options.firstRetryMs })
  const entries = new Map<string, Entry>()
  const connections = new Set<Connection>()
  const storedListeners = new Set<(documentId: string, personIds: (string | null)[]) => void>()
  const background = new Set<Promise<void>>()
  const board = createPresenceBoard((documentId) => entries.get(documentId)?.room ?? null)
  let accessVersion = 0
  let closing = false

  const inBackground = (work: Promise<void>): void => {
    background.add(work)
    void work.finally(() => background.delete(work))
  }

  const load = async (documentId: string, entry: Entry): Promise<Room | null> => {
    try {
      const stored = await storage.load(documentId)
      if (stored === null) entries.delete(documentId)
      else entry.room = makeRoom(documentId, stored, entry)
      return entry.room
    } catch (error) {
      entries.delete(documentId)
      throw error
    }
  }

  const open = (documentId: string): Promise<Room | null> => {
    const present = entries.get(documentId)
    if (present !== undefined) {
      if (present.timer !== null) clearTimeout(present.timer)
      present.timer = null
      return present.loading
    }
    const entry: Entry = { loading: Promise.resolve(null), room: null, timer: null }
    entries.set(documentId, entry)
    entry.loading = load(documentId, entry)
    return entry.loading
  }

  const makeRoom = (documentId: string, stored: StoredDocument, entry: Entry): Room =>
    new Room({
      documentId,
      stored,
      queue,
      log,
      now,
      onStored: (personIds) => {
        for (const listener of storedListeners) listener(documentId, personIds)
      },
      onPresence: () => board.check(documentId),
      onIdle: () => {
        if (entry.timer !== null) clearTimeout(entry.timer)
        entry.timer = setTimeout(() => unload(documentId, entry), unloadAfterMs)
        entry.timer.unref()
      },
    })

  const unload = (documentId: string, entry: Entry): void => {
    entry.timer = null
    if (entry.room === null || !entry.room.isIdle || entries.get(documentId) !== entry) return
    entries.delete(documentId)
    board.forget(documentId)
    if (entry.room.storedUpdates >= compactFrom && !closing) inBackground(compact(documentId))
  }

  /** Replaces exactly what it has read: what is written meanwhile, by whomever, stays in the log (RT12). */
  const compact = async (documentId: string): Promise<void> => {
    try {
      const stored = await storage.load(documentId)
      if (stored === null || stored.log.length < 2) return
      const state = compactState(stored.log.map((update) => update.bytes))
      await storage.replace(
        documentId,
        stored.log.map((update) => update.sequence),
        state,
      )
    } catch (error) {
      log.error({ err: error, documentId }, 'document could not be compacted')
    }
  }

  const welcome = async (connection: Connection): Promise<void> => {
    try {
      const room = await open(connection.documentId)
      if (room === null) connection.close(closeCode.notFound)
      else room.join(connection)
    } catch (error) {
      log.error({ err: error, documentId: connection.documentId }, 'document could not be loaded')
      connection.close(closeCode.unavailable)
    }
  }

  const openExisting = async (documentId: string): Promise<Room> => {
    const room = await open(documentId)
    if (room === null) throw new UnknownDocuments([documentId])
    return room
  }

  const loadExisting = async (documentId: string): Promise<StoredDocument> => {
    const stored = await storage.load(documentId)
    if (stored === null) throw new UnknownDocuments([documentId])
    return stored
  }

  const refresh = (connection: Connection): Promise<void> =>
    refreshConnection(
      connection,
      () => entries.get(connection.documentId)?.room?.accessChanged(connection),
      log,
    )

  const connectionsOf = (personId: string): number => {
    let count = 0
    for (const connection of connections) if (connection.person.id === personId) count++
    return count
  }

  return {
    connect: (documentId, socket, participant, seenVersion = accessVersion) => {
      const connection = new Connection(documentId, socket, participant, (ended) => connections.delete(ended))
      if (closing) connection.close(closeCode.goingAway)
      else if (connectionsOf(participant.person.id) >= bounds.connectionsPerPerson) {
        connection.close(closeCode.tooManyConnections)
      } else {
        connections.add(connection)
        // Rights that changed since they were read are read again first: nothing is written on the old ones.
        const admitted = seenVersion === accessVersion ? Promise.resolve() : refresh(connection)
        inBackground(admitted.then(() => welcome(connection)))
      }
      return connection
    },

    write: async (documentId, personId, update) => {
      const room = await openExisting(documentId)
      await room.write(personId, update)
    },

    read: async (documentId) => {
      const room = (await entries.get(documentId)?.loading) ?? null
      if (room === null) return mergeLog((await loadExisting(documentId)).log.map((update) => update.bytes))
      await room.settled()
      return room.state()
    },

    authors: async (documentId) => {
      const room = (await entries.get(documentId)?.loading) ?? null
      return room === null ? (await loadExisting(documentId)).clients : room.clients()
    },

    refreshAccess: async (target) => {
      accessVersion++
      const concerned = [...connections].filter((connection) =>
        typeof target === 'string'
          ? connection.documentId === target
          : connection.person.id === target.personId,
      )
      await Promise.all(concerned.map(refresh))
    },

    closeLoginSession: (loginSessionId) => {
      accessVersion++
      for (const connection of [...connections]) {
        if (connection.loginSessionId === loginSessionId) connection.close(closeCode.signedOut)
      }
    },

    presence: (documentId) => board.list(documentId),
    onPresence: board.listen,
    onStored: (listener) => {
      storedListeners.add(listener)
      return () => storedListeners.delete(listener)
    },

    get accessVersion() {
      return accessVersion
    },
    get openRooms() {
      return entries.size
    },

    keepAlive: () => {
      for (const { room } of entries.values()) room?.keepAlive()
    },

    close: async () => {
      closing = true
      const flushed = Promise.all([queue.drained(), ...background])
      await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, closeWithinMs).unref())])
      for (const connection of [...connections]) connection.close(closeCode.goingAway)
      for (const { timer } of entries.values()) if (timer !== null) clearTimeout(timer)
      entries.clear()
    },
  }
}
