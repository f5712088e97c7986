import {
  awarenessFrame,
  permissionDeniedFrame,
  readMessage,
  stepOneFrame,
  stepTwoFrame,
  waitingFrame,
} from '@reliance/shared/realtime/frames'
import { closeCode } from '@reliance/shared/realtime/protocol'
import { MalformedMessage } from '@reliance/shared/realtime/update'
import type { Log } from './append-queue'
import { Awareness } from './awareness'
import type { Connection, ConnectionHost } from './connection'
import type { Observer } from './observer'
import type { PresentPerson } from './presence'
import { Outgoing } from './outgoing'
import type { Durable } from './relay'
import type { Writing } from './writing'

export interface RoomOptions {
  documentId: string
  writing: Writing
  log: Log
  observer: Observer
  now: () => number
  /** Tells the other processes who is there, or has changed, here. */
  tellPresence(entries: Uint8Array): void
  /** Who is there, or what they may do, has changed. */
  onPresence(): void
  /** Nobody is connected any more. */
  onIdle(): void
}

/** One document's connections and presence. What they write goes through `Writing`. No Y.Doc, no database. */
export class Room implements ConnectionHost {
  readonly documentId: string
  readonly writing: Writing
  readonly awareness: Awareness
  readonly #options: RoomOptions
  readonly #connections = new Set<Connection>()
  /** Are to be sent who is there. */
  #newcomers: Set<Connection> | null = null
  readonly #outgoing = new Outgoing((frame, but) => this.#tell(frame, but))
  #flushScheduled = false
  #presenceChanged = false

  constructor(options: RoomOptions) {
    this.documentId = options.documentId
    this.writing = options.writing
    this.awareness = new Awareness(options.now)
    this.#options = options
  }

  get isIdle(): boolean {
    return this.#connections.size === 0 && this.writing.isIdle
  }

  get size(): number {
    return this.#connections.size
  }

  join(connection: Connection): void {
    if (connection.isClosed) return this.restIfIdle()
    this.#connections.add(connection)
    // Answers first what the connection has asked meanwhile: its question is cheaper than ours.
    connection.open(this)
    if (this.writing.copy.isRead) this.#askOnce(connection)
    else setTimeout(() => this.#askOnce(connection), readAfterMs)
    if (this.writing.isStalled) this.#tellWaiting(connection, true)
    this.presenceMayChange()
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.#newcomers?.delete(connection)
    this.awareness.leave(connection)
    this.writing.forget(connection)
    this.presenceMayChange()
    this.restIfIdle()
  }

  /** What this connection may do, or what is known of its person, has changed. */
  accessChanged(connection: Connection): void {
    this.awareness.refresh(connection)
    this.presenceMayChange()
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

  /** "This is what the document holds: send the rest." */
  ask(connection: Connection): void {
    if (!connection.isClosed) connection.send(stepOneFrame(this.writing.copy.vector))
  }

  askAll(): void {
    for (const connection of this.#connections) this.ask(connection)
  }

  refuse(connection: Connection, reason: string): void {
    this.#options.observer.refused(reason)
    connection.send(permissionDeniedFrame(reason))
  }

  /** These updates are durable: everybody hears of them, and those who wait for an acknowledgement get it. */
  relay(updates: Durable[], acknowledged: number): void {
    this.#outgoing.add(updates, this.#connections.size)
    for (const connection of this.#connections) connection.acknowledge(acknowledged)
  }

  get nextCommitAt(): number {
    return this.#outgoing.nextAt(this.#connections.size) - usualCommitMs
  }

  /** The storage does not answer, or answers again. */
  tellWaiting(isWaiting: boolean): void {
    for (const connection of this.#connections) this.#tellWaiting(connection, isWaiting)
  }

  closeAll(ending: { code: number; reason: string }): void {
    for (const connection of [...this.#connections]) connection.close(ending)
  }

  /** Past a bound on its socket nothing more is queued to it (RT10). */
  mayBeSlow(connection: Connection): void {
    connection.holdBackIfSlow(() => {
      // What is durable counts as sent from here on.
      this.#outgoing.flush()
      return this.writing.copy.durableVector
    })
  }

  /** A slow reader's socket has drained: one diff takes the place of all that it missed (RT10). */
  catchUp(connection: Connection): void {
    const { behind } = connection
    if (behind === null) return
    connection.behind = null
    connection.send(stepTwoFrame(this.writing.copy.since(behind)))
    this.#sendPresence(connection)
    connection.sendDurable()
  }

  /** Stock clients leave a server that is silent for 30 s: an empty presence message says nothing, and is enough. */
  keepAlive(): void {
    for (const connection of this.#connections) connection.send(emptyPresence)
  }

  /** Everybody once, here or through another process. */
  people(): PresentPerson[] {
    const people = new Map<string, PresentPerson>()
    const add = (person: PresentPerson): void => {
      const active = person.active || people.get(person.personId)?.active === true
      people.set(person.personId, { ...person, active })
    }
    for (const connection of this.#connections) {
      const { id, name, collegeId } = connection.person
      const { mayWrite } = connection
      add({ personId: id, name, collegeId, mayWrite, active: this.awareness.hasCursor(connection) })
    }
    for (const person of this.awareness.peopleElsewhere()) add(person)
    return [...people.values()]
  }

  presenceMayChange(): void {
    this.#presenceChanged = true
    this.#scheduleFlush()
  }

  restIfIdle(): void {
    if (this.isIdle) this.#options.onIdle()
  }

  #answer(connection: Connection, frame: Uint8Array): void {
    const message = readMessage(frame)
    if (!connection.introduced) {
      connection.introduced = true
      this.#isNew(connection)
    }
    switch (message.kind) {
      case 'stateVector':
        // What it was not sent yet may take away the block in which it has written: its words would not come any more.
        if (message.vector.size > 0) this.#askOnce(connection)
        connection.send(stepTwoFrame(this.writing.copy.since(message.vector)))
        break
      case 'changes':
        if (connection.budget.spend(performance.now()))
          this.writing.receive(connection, message.update, message.isReply)
        else connection.close(closeCode.tooFast)
        break
      case 'awareness':
        this.awareness.receive(connection, message.entries, (clientId) => {
          const owner = this.writing.copy.clients.get(clientId)
          return owner === undefined || owner === connection.person.id
        })
        this.#presenceChanged = true
        break
      case 'queryAwareness':
        this.#isNew(connection)
    }
    if (this.#presenceChanged || this.#newcomers !== null) this.#scheduleFlush()
  }

  #askOnce(connection: Connection): void {
    if (connection.asked) return
    connection.asked = true
    this.ask(connection)
  }

  #isNew(connection: Connection): void {
    this.#newcomers ??= new Set()
    this.#newcomers.add(connection)
  }

  #tell(frame: Uint8Array, but: Connection | null): void {
    this.#options.observer.relayed(frame.byteLength, this.#connections.size)
    for (const connection of this.#connections) if (connection !== but) connection.send(frame)
  }

  #tellWaiting(connection: Connection, isWaiting: boolean): void {
    if (connection.participant.acknowledge) connection.send(waitingFrame(isWaiting))
  }

  #scheduleFlush(): void {
    if (this.#flushScheduled) return
    this.#flushScheduled = true
    setImmediate(() => this.#flush())
  }

  /** Sends the presence changes of a turn at once. */
  #flush(): void {
    this.#flushScheduled = false
    const changesFor = this.awareness.takeChanges()
    const changesHere = this.awareness.takeChangesHere()
    if (changesHere !== null) this.#options.tellPresence(changesHere)
    for (const connection of this.#connections) {
      if (this.#newcomers?.has(connection)) continue
      const frame = changesFor?.(connection) ?? null
      if (frame !== null) connection.send(frame)
    }
    for (const connection of this.#newcomers ?? []) this.#sendPresence(connection)
    this.#newcomers = null
    if (this.#presenceChanged) this.#options.onPresence()
    this.#presenceChanged = false
  }

  #sendPresence(connection: Connection): void {
    const snapshot = this.awareness.snapshotFor(connection)
    if (snapshot !== null) connection.send(snapshot)
  }
}

const emptyPresence = awarenessFrame([])

/** All who come at once after a start get their texts before the server begins to look into these. */
const readAfterMs = 30

/** A commit that begins so long before the room is told of it is done by then. */
const usualCommitMs = 4
