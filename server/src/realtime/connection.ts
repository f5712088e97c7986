import { durableFrame } from '@reliance/shared/realtime/frames'
import { bounds, closeCode } from '@reliance/shared/realtime/protocol'
import type { Authorization, Participant } from './participant'
import { slowReaderBytes, type Socket } from './socket'

/** What a connection tells of itself once it is in a room. */
export interface ConnectionHost {
  receive(connection: Connection, frame: Uint8Array): void
  leave(connection: Connection): void
  /** The socket of a slow reader has drained. */
  catchUp(connection: Connection): void
}

type State =
  | { kind: 'waiting'; frames: Uint8Array[]; bytes: number }
  | { kind: 'open'; host: ConnectionHost }
  | { kind: 'closed' }

interface Ending {
  code: number
  reason: string
}

/** One socket on one document: waiting for its room, open, or closed. */
export class Connection {
  readonly documentId: string
  readonly participant: Readonly<Participant>
  /** The one client id whose presence this connection may tell. */
  awarenessClientId: number | null = null
  /** Has said something: a stock client begins with its own presence, and only then hears of the others'. */
  introduced = false
  /** The last question about its rights; an earlier one gives way to it. */
  question: Promise<void> | null = null
  /** Set while nothing may be sent: what the peer had been sent when that began. */
  behind: Map<number, number> | null = null
  #authorization: Authorization
  #state: State = { kind: 'waiting', frames: [], bytes: 0 }
  readonly #socket: Socket
  readonly #onEnd: (connection: Connection) => void
  /** For each message with changes that is not yet durable, the number that the room must have committed. */
  #awaited: number[] = []
  #durable = 0

  constructor(
    documentId: string,
    socket: Socket,
    participant: Participant,
    onEnd: (connection: Connection) => void,
  ) {
    this.documentId = documentId
    this.participant = participant
    this.#authorization = participant
    this.#socket = socket
    this.#onEnd = onEnd
  }

  get person(): Authorization['person'] {
    return this.#authorization.person
  }

  get mayWrite(): boolean {
    return this.#authorization.access === 'write'
  }

  get loginSessionId(): string {
    return this.participant.loginSessionId
  }

  get isClosed(): boolean {
    return this.#state.kind === 'closed'
  }

  /** A frame has come from the socket. While the room is loading it is kept, up to a bound. */
  receive(frame: Uint8Array): void {
    const state = this.#state
    if (state.kind === 'open') state.host.receive(this, frame)
    if (state.kind !== 'waiting') return
    state.bytes += frame.byteLength
    if (state.bytes > bounds.frameBytes) this.close(closeCode.tooLarge)
    else state.frames.push(frame)
  }

  /** The room is there: hands it what was kept, in order. */
  open(host: ConnectionHost): void {
    const state = this.#state
    if (state.kind !== 'waiting') return
    this.#state = { kind: 'open', host }
    for (const frame of state.frames) this.receive(frame)
  }

  send(frame: Uint8Array): void {
    if (this.#state.kind === 'open' && this.behind === null) this.#socket.send(frame)
  }

  /** Stops queueing to a socket whose peer does not read, from now on and until it drains. */
  holdBackIfSlow(sent: () => Map<number, number>): void {
    if (this.behind !== null || this.#socket.bufferedAmount <= slowReaderBytes) return
    this.behind = sent()
    this.#socket.whenDrained(() => {
      if (this.#state.kind === 'open') this.#state.host.catchUp(this)
    })
  }

  authorize(authorization: Authorization): void {
    this.#authorization = authorization
  }

  close(ending: Ending): void {
    if (this.#state.kind === 'closed') return
    this.ended()
    this.#socket.close(ending.code, ending.reason)
  }

  /** The socket is gone, or is going: nothing that still comes from it counts. */
  ended(): void {
    const state = this.#state
    if (state.kind === 'closed') return
    this.#state = { kind: 'closed' }
    if (state.kind === 'open') state.host.leave(this)
    this.#onEnd(this)
  }

  /** A message with changes came; it is durable once the room has committed so many appends, or never (refused). */
  expectDurable(committed: number): void {
    if (this.participant.acknowledge && this.#awaited.at(-1) !== never) this.#awaited.push(committed)
  }

  expectNever(): void {
    this.expectDurable(never)
  }

  acknowledge(committed: number): void {
    if (this.#awaited.length === 0) return
    const next = this.#awaited.findIndex((awaited) => awaited > committed)
    const count = next === -1 ? this.#awaited.length : next
    if (count === 0) return
    this.#awaited.splice(0, count)
    this.#durable += count
    this.sendDurable()
  }

  /** Says again how many are durable, after a time when nothing could be said. */
  sendDurable(): void {
    if (this.participant.acknowledge) this.send(durableFrame(this.#durable))
  }
}

const never = Number.POSITIVE_INFINITY
