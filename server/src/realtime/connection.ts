import { durableFrame } from '@reliance/shared/realtime/frames'
import { bounds, closeCode } from '@reliance/shared/realtime/protocol'
import type { Authorization, Participant } from './participant'
import { MessageBudget } from './message-budget'
import { slowReaderBytes, type Socket } from './socket'

/** What a connection tells of itself once it is in a room. */
export interface ConnectionHost {
  receive(connection: Connection, frame: Uint8Array): void
  leave(connection: Connection): void
  /** Its socket is filling up. */
  mayBeSlow(connection: Connection): void
  /** The socket of a slow reader has drained. */
  catchUp(connection: Connection): void
}

/** `frames` are those that came while nothing could be answered; null when they are answered at once. */
type State =
  | { kind: 'waiting'; frames: Uint8Array[] }
  | { kind: 'open'; host: ConnectionHost; frames: Uint8Array[] | null }
  | { kind: 'closed' }

/** A message with changes: durable once the room has written so many of its appends. */
export interface Expectation {
  written: number
}

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
  /** The server has asked for what it has and the server has not. */
  asked = false
  /** The last question about its rights; an earlier one gives way to it. */
  question: Promise<void> | null = null
  /** Set while nothing may be sent: what the peer had been sent when that began. */
  behind: Map<number, number> | null = null
  #authorization: Authorization
  #state: State = { kind: 'waiting', frames: [] }
  #keptBytes = 0
  readonly #socket: Socket
  readonly #onEnd: (connection: Connection, reason: string | null) => void
  /** For messages with changes only. */
  readonly budget = new MessageBudget(performance.now())
  /** The messages with changes that are not yet known to be durable, in order. */
  #awaited: Expectation[] = []
  #durable = 0

  constructor(
    documentId: string,
    socket: Socket,
    participant: Participant,
    onEnd: (connection: Connection, reason: string | null) => void,
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

  /** A frame has come from the socket. While it cannot be answered it is kept, up to a bound. */
  receive(frame: Uint8Array): void {
    const state = this.#state
    if (state.kind === 'closed') return
    if (state.kind === 'open' && state.frames === null) return state.host.receive(this, frame)
    this.#keptBytes += frame.byteLength
    if (this.#keptBytes > bounds.frameBytes) this.close(closeCode.tooLarge)
    else state.frames?.push(frame)
  }

  /** The room is there: hands it what was kept, in order. */
  open(host: ConnectionHost): void {
    if (this.#state.kind !== 'waiting') return
    this.#state = { kind: 'open', host, frames: this.#state.frames }
    this.release()
  }

  /** What comes from now on waits for `release`: an earlier message is not answered yet. */
  hold(): void {
    if (this.#state.kind === 'open') this.#state.frames ??= []
  }

  /** Answers what has waited, in order, as far as nothing is held again. */
  release(): void {
    const state = this.#state
    if (state.kind !== 'open' || state.frames === null) return
    const frames = state.frames
    state.frames = null
    this.#keptBytes = 0
    while (frames.length > 0 && state.frames === null) this.receive(frames.shift() as Uint8Array)
    if (frames.length === 0 || this.isClosed) return
    this.#keptBytes = frames.reduce((bytes, frame) => bytes + frame.byteLength, 0)
    state.frames = frames
  }

  send(frame: Uint8Array): void {
    if (this.#state.kind !== 'open' || this.behind !== null) return
    if (!this.#socket.send(frame)) this.#state.host.mayBeSlow(this)
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
    this.ended(ending.reason)
    this.#socket.close(ending.code, ending.reason)
  }

  /** The socket is gone, or is going: nothing that still comes from it counts. `reason` when it is the server's. */
  ended(reason: string | null = null): void {
    const state = this.#state
    if (state.kind === 'closed') return
    this.#state = { kind: 'closed' }
    if (state.kind === 'open') state.host.leave(this)
    this.#onEnd(this, reason)
  }

  /**
   * A message with changes came; it is durable once the room has written so many appends: `never` for what is refused,
   * and for what waits, until somebody lowers the number.
   */
  expect(written: number): Expectation {
    const expectation = { written }
    if (this.participant.acknowledge) this.#awaited.push(expectation)
    return expectation
  }

  acknowledge(written: number): void {
    if (this.#awaited.length === 0) return
    const next = this.#awaited.findIndex((awaited) => awaited.written > written)
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

/** The number of appends at which a refused message would be durable. */
export const never = Number.POSITIVE_INFINITY
