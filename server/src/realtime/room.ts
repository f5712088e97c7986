import {
  awarenessFrame,
  permissionDeniedFrame,
  readMessage,
  stepOneFrame,
  stepTwoFrame,
  updateFrame,
} from '@reliance/shared/realtime/frames'
import { bounds, closeCode } from '@reliance/shared/realtime/protocol'
import { MalformedMessage } from '@reliance/shared/realtime/update'
import type { AppendOwner, AppendQueue, Log } from './append-queue'
import { Awareness } from './awareness'
import type { Connection, ConnectionHost } from './connection'
import { Ledger, WriteRefused, type Verdict } from './ledger'
import { type Append, type ClientBinding, type StoredDocument, UnknownDocuments } from './storage'
import { UpdateLog } from './update-log'

export interface RoomOptions {
  documentId: string
  stored: StoredDocument
  queue: AppendQueue
  log: Log
  now: () => number
  /** Updates by these persons have just become durable. */
  onStored(personIds: (string | null)[]): void
  /** Who is there, or what they may do, has changed. */
  onPresence(): void
  /** Nobody is connected and nothing is being written. */
  onIdle(): void
}

/** An accepted update on its way to the storage. */
interface Pending {
  update: Uint8Array
  personId: string | null
  sender: Connection | null
  settle: ((error?: Error) => void) | null
}

/** One document's connections, log and presence. It knows bytes, a socket interface and a queue: no Y.Doc, no database. */
export class Room implements ConnectionHost, AppendOwner {
  readonly documentId: string
  /** Updates in the storage's log, as far as this room knows: a long log is worth compacting. */
  storedUpdates: number
  readonly #options: RoomOptions
  readonly #ledger: Ledger
  readonly #log: UpdateLog
  readonly #awareness: Awareness
  readonly #connections = new Set<Connection>()
  /** Are to be sent who is there. */
  readonly #newcomers = new Set<Connection>()
  #pending: Pending[] = []
  #accepted = 0
  #committed = 0
  #flushScheduled = false
  #presenceChanged = false
  #lost = false

  constructor(options: RoomOptions) {
    const updates = options.stored.log.map((entry) => entry.bytes)
    this.documentId = options.documentId
    this.storedUpdates = updates.length
    this.#options = options
    this.#ledger = new Ledger(updates, options.stored.clients)
    this.#log = new UpdateLog(updates)
    this.#awareness = new Awareness(options.now)
  }

  get isIdle(): boolean {
    return this.#connections.size === 0 && this.#pending.length === 0
  }

  get connections(): Iterable<Connection> {
    return this.#connections
  }

  /** The durable document as one update. */
  state(): Uint8Array {
    return this.#log.state()
  }

  clients(): Map<number, string | null> {
    return new Map(this.#ledger.clients)
  }

  hasCursor(connection: Connection): boolean {
    return this.#awareness.hasCursor(connection)
  }

  join(connection: Connection): void {
    if (connection.isClosed) return this.#restIfIdle()
    this.#connections.add(connection)
    connection.open(this)
    connection.send(stepOneFrame(this.#ledger.vector))
    this.#presenceMayChange()
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.#newcomers.delete(connection)
    this.#awareness.leave(connection)
    this.#presenceMayChange()
    this.#restIfIdle()
  }

  /** What this connection may do, or what is known of its person, has changed. */
  accessChanged(connection: Connection): void {
    this.#awareness.refresh(connection)
    this.#presenceMayChange()
  }

  receive(connection: Connection, frame: Uint8Array): void {
    try {
      this.#answer(connection, frame)
    } catch (error) {
      const source = { documentId: this.documentId, personId: connection.person.id }
      if (error instanceof MalformedMessage) {
        this.#options.log.warn({ ...source, reason: error.message }, 'malformed message; socket closed')
        connection.close(closeCode.malformed)
      } else {
        this.#options.log.error({ ...source, err: error }, 'message could not be handled; socket closed')
        connection.close(closeCode.unavailable)
      }
    }
  }

  /** A write by the server itself; resolves when it is durable and relayed. */
  write(personId: string | null, update: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error?: Error): void => (error === undefined ? resolve() : reject(error))
      const verdict = this.#judge(update, personId, true)
      if (verdict.kind === 'refused') reject(new WriteRefused(verdict.refusal))
      else if (verdict.kind === 'accepted') this.#append(verdict, { personId, sender: null, settle })
      else resolve(this.settled())
    })
  }

  /** Resolves when all that is accepted so far is durable. */
  settled(): Promise<void> {
    const last = this.#pending.at(-1)
    if (last === undefined) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const { settle } = last
      last.settle = (error) => {
        settle?.(error)
        if (error === undefined) resolve()
        else reject(error)
      }
    })
  }

  /** A slow reader's socket has drained: one diff takes the place of all that it missed (RT10). */
  catchUp(connection: Connection): void {
    const { behind } = connection
    if (behind === null) return
    connection.behind = null
    connection.send(stepTwoFrame(this.#log.since(behind)))
    this.#sendPresence(connection)
    connection.sendDurable()
    this.#holdBackIfSlow(connection)
  }

  /** Stock clients leave a server that is silent for 30 s: an empty presence message says nothing, and is enough. */
  keepAlive(): void {
    for (const connection of this.#connections) connection.send(emptyPresence)
  }

  committed(appends: Append[]): void {
    const done = this.#pending.splice(0, appends.length)
    this.#committed += done.length
    this.storedUpdates += done.length
    for (const { update } of done) this.#log.add(update)
    const frames = done.map(({ update, sender }) => ({ sender, frame: updateFrame(update) }))
    for (const connection of this.#connections) {
      for (const { sender, frame } of frames) if (sender !== connection) connection.send(frame)
      connection.acknowledge(this.#committed)
      this.#holdBackIfSlow(connection)
    }
    for (const { settle } of done) settle?.()
    this.#options.onStored([...new Set(done.map(({ personId }) => personId))])
    this.#restIfIdle()
  }

  lost(): void {
    this.#lost = true
    const error = new UnknownDocuments([this.documentId])
    for (const { settle } of this.#pending.splice(0)) settle?.(error)
    for (const connection of [...this.#connections]) connection.close(closeCode.notFound)
    this.#restIfIdle()
  }

  #answer(connection: Connection, frame: Uint8Array): void {
    const message = readMessage(frame)
    if (!connection.introduced) {
      connection.introduced = true
      this.#newcomers.add(connection)
    }
    switch (message.kind) {
      case 'stateVector':
        connection.send(stepTwoFrame(this.#log.since(message.vector)))
        this.#holdBackIfSlow(connection)
        break
      case 'changes':
        this.#change(connection, message.update)
        break
      case 'awareness':
        this.#awareness.receive(connection, message.entries, (clientId) => {
          const owner = this.#ledger.clients.get(clientId)
          return owner === undefined || owner === connection.person.id
        })
        this.#presenceChanged = true
        break
      case 'queryAwareness':
        this.#newcomers.add(connection)
    }
    this.#scheduleFlush()
  }

  #change(connection: Connection, update: Uint8Array): void {
    const personId = connection.person.id
    const verdict = this.#judge(update, personId, connection.mayWrite)
    if (verdict.kind === 'refused') {
      connection.expectNever()
      connection.send(permissionDeniedFrame(verdict.refusal))
      return
    }
    if (verdict.kind === 'accepted') this.#append(verdict, { personId, sender: connection, settle: null })
    connection.expectDurable(this.#accepted)
    connection.acknowledge(this.#committed)
  }

  #judge(update: Uint8Array, personId: string | null, mayWrite: boolean): Verdict {
    if (this.#lost) throw new UnknownDocuments([this.documentId])
    if (this.#log.bytes + update.byteLength > bounds.documentBytes) this.#log.state()
    return this.#ledger.judge(update, {
      personId,
      mayWrite,
      bytesLeft: bounds.documentBytes - this.#log.bytes,
    })
  }

  #append(
    { update, bindings }: { update: Uint8Array; bindings: ClientBinding[] },
    source: Omit<Pending, 'update'>,
  ): void {
    this.#accepted++
    this.#pending.push({ update, ...source })
    this.#options.queue.push({ documentId: this.documentId, update, bindings }, this)
  }

  #holdBackIfSlow(connection: Connection): void {
    connection.holdBackIfSlow(() => this.#log.vector())
  }

  #presenceMayChange(): void {
    this.#presenceChanged = true
    this.#scheduleFlush()
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return
    this.#flushScheduled = true
    setImmediate(() => this.#flush())
  }

  /** Sends the presence changes of a turn at once. */
  #flush(): void {
    this.#flushScheduled = false
    const changesFor = this.#awareness.takeChanges()
    for (const connection of this.#connections) {
      if (this.#newcomers.has(connection)) continue
      const frame = changesFor?.(connection) ?? null
      if (frame !== null) connection.send(frame)
      this.#holdBackIfSlow(connection)
    }
    for (const connection of this.#newcomers) this.#sendPresence(connection)
    this.#newcomers.clear()
    if (this.#presenceChanged) this.#options.onPresence()
    this.#presenceChanged = false
  }

  #sendPresence(connection: Connection): void {
    const snapshot = this.#awareness.snapshotFor(connection)
    if (snapshot !== null) connection.send(snapshot)
  }

  #restIfIdle(): void {
    if (this.isIdle) this.#options.onIdle()
  }
}

const emptyPresence = awarenessFrame([])
