import type { AppendQueue, Log } from './append-queue'
import { compactHere, compactLog, type Compact } from './compaction'
import { Mender, type Mend } from './mending'
import type { Observer } from './observer'
import { noPeerLink, openPeerLink, type PeerLink } from './peer-link'
import type { PeerBus } from './peers'
import { Room } from './room'
import type { DocumentStorage, StoredLog } from './storage'
import { Writing } from './writing'

export interface OpenDocumentsOptions {
  storage: DocumentStorage
  queue: AppendQueue
  log: Log
  observer: Observer
  bus: PeerBus | null
  compact?: Compact
  /** Without it nothing is made good. */
  mend?: Mend
  /** How soon after people have written apart, and how long after the last time. */
  mendAfterMs: number
  mendAgainAfterMs: number
  /** How long an empty room stays in memory. */
  unloadAfterMs: number
  /** How many updates since the last time make a log worth compacting. */
  compactFrom: number
  now: () => number
  onPresence(documentId: string): void
  onStored(documentId: string, personIds: (string | null)[]): void
  onSetAside(documentId: string): void
  onUnload(documentId: string): void
}

interface Entry {
  loading: Promise<Room | null>
  room: Room | null
  link: PeerLink
  timer: NodeJS.Timeout | null
  /** Updates in the log since it was last compacted, as far as this process knows. */
  uncompacted: number
  isCompacting: boolean
}

/** The documents that this process holds: each loaded once, unloaded when nobody is there, compacted when it is long. */
export class OpenDocuments {
  readonly #entries = new Map<string, Entry>()
  readonly #background = new Set<Promise<unknown>>()
  readonly #options: OpenDocumentsOptions
  readonly #mender: Mender | null
  #isClosing = false

  constructor(options: OpenDocumentsOptions) {
    const { mend, storage, log, mendAfterMs, mendAgainAfterMs } = options
    this.#options = options
    this.#mender =
      mend === undefined
        ? null
        : new Mender({
            storage,
            mend,
            log,
            afterMs: mendAfterMs,
            againAfterMs: mendAgainAfterMs,
            isOpen: (room) => this.find(room.documentId) === room,
            onDone: (room) => room.restIfIdle(),
          })
  }

  get size(): number {
    return this.#entries.size
  }

  get ids(): string[] {
    return [...this.#entries.keys()]
  }

  /** The room, if it is there by now. */
  find(documentId: string): Room | null {
    return this.#entries.get(documentId)?.room ?? null
  }

  *rooms(): Generator<Room> {
    for (const { room } of this.#entries.values()) if (room !== null) yield room
  }

  *links(): Generator<PeerLink> {
    for (const { link } of this.#entries.values()) yield link
  }

  /** The room if it is open or being opened; null, without opening it, when it is not. */
  async present(documentId: string): Promise<Room | null> {
    return (await this.#entries.get(documentId)?.loading) ?? null
  }

  /** Null when there is no such document. */
  open(documentId: string): Promise<Room | null> {
    const present = this.#entries.get(documentId)
    if (present !== undefined) {
      if (present.timer !== null) clearTimeout(present.timer)
      present.timer = null
      return present.loading
    }
    const entry: Entry = {
      loading: Promise.resolve(null),
      room: null,
      link: noPeerLink,
      timer: null,
      uncompacted: 0,
      isCompacting: false,
    }
    this.#entries.set(documentId, entry)
    entry.loading = this.#load(documentId, entry)
    return entry.loading
  }

  /** Makes good at once what people have written apart (RT22). */
  async mend(room: Room): Promise<void> {
    try {
      await this.#mender?.now(room)
    } finally {
      room.restIfIdle()
    }
  }

  /** Is waited for when the server closes. */
  inBackground(work: Promise<unknown>): void {
    this.#background.add(work)
    void work.finally(() => this.#background.delete(work))
  }

  async settled(): Promise<void> {
    this.#isClosing = true
    await this.#mender?.close()
    await Promise.all(this.#background)
  }

  close(): void {
    this.#isClosing = true
    for (const { timer, link } of this.#entries.values()) {
      if (timer !== null) clearTimeout(timer)
      link.close()
    }
    this.#entries.clear()
  }

  async #load(documentId: string, entry: Entry): Promise<Room | null> {
    const { bus, log, storage } = this.#options
    try {
      if (bus !== null) entry.link = await openPeerLink(bus, documentId, log)
      const stored = await storage.load(documentId)
      if (stored === null) {
        this.#drop(documentId, entry)
        return null
      }
      entry.uncompacted = stored.log.length
      const room = this.#makeRoom(documentId, entry, stored)
      entry.room = room
      entry.link.attach(room)
      return room
    } catch (error) {
      this.#drop(documentId, entry)
      throw error
    }
  }

  #makeRoom(documentId: string, entry: Entry, stored: StoredLog): Room {
    const { storage, queue, log, observer, now, bus, onStored, onSetAside, onPresence } = this.#options
    const writing = new Writing(stored, {
      documentId,
      storage,
      queue,
      log,
      now,
      isShared: bus !== null,
      onWritten: (sequence, updates, bindings) => {
        entry.link.tellUpdates(sequence, updates, bindings)
        entry.uncompacted += updates.length
        if (entry.uncompacted >= this.#options.compactFrom * whileOpen) this.#compact(documentId, entry)
      },
      onStored: (personIds) => onStored(documentId, personIds),
      onSetAside: () => onSetAside(documentId),
      onUnusable: () => this.#drop(documentId, entry),
      onMendNeed: () => this.#mender?.soon(room),
    })
    const room = new Room({
      documentId,
      writing,
      log,
      observer,
      now,
      tellPresence: (entries) => entry.link.tellPresence(entries),
      onPresence: () => onPresence(documentId),
      onIdle: () => this.#unloadLater(documentId, entry),
    })
    writing.audience = room
    return room
  }

  #unloadLater(documentId: string, entry: Entry): void {
    if (entry.timer !== null) clearTimeout(entry.timer)
    entry.timer = setTimeout(() => {
      entry.timer = null
      if (!entry.room?.isIdle || this.#entries.get(documentId) !== entry) return
      if (this.#mender?.isAwaitedBy(entry.room)) return
      this.#drop(documentId, entry)
      if (entry.uncompacted >= this.#options.compactFrom) this.#compact(documentId, entry)
    }, this.#options.unloadAfterMs)
    entry.timer.unref()
  }

  #mendFirst(documentId: string): void {
    if (this.#isClosing) return
    const work = this.open(documentId).then(
      (room) => room && this.#mender?.soon(room),
      (error: unknown) => this.#options.log.error({ err: error, documentId }, 'document could not be mended'),
    )
    this.inBackground(work)
  }

  #drop(documentId: string, entry: Entry): void {
    if (this.#entries.get(documentId) === entry) this.#entries.delete(documentId)
    entry.link.close()
    this.#options.onUnload(documentId)
  }

  #compact(documentId: string, entry: Entry): void {
    if (this.#isClosing || entry.isCompacting) return
    const { storage, log, compact = compactHere } = this.#options
    entry.isCompacting = true
    entry.uncompacted = 0
    const mend = (): void => this.#mendFirst(documentId)
    const work = compactLog(documentId, { storage, log, compact, mend }).then(() => {
      entry.isCompacting = false
      // What was written meanwhile is left behind by the last who goes.
      const isLeft = this.#entries.get(documentId) !== entry
      if (isLeft && entry.uncompacted >= this.#options.compactFrom) this.#compact(documentId, entry)
    })
    this.inBackground(work)
  }
}

/** A document that people write in is compacted less often than one that they have left. */
const whileOpen = 5
