import { bounds } from '@reliance/shared/realtime/protocol'
import { Ledger, type Accepted, type Verdict, type Writer } from './ledger'
import type { ClientBinding, StoredLog } from './storage'
import { UpdateLog } from './update-log'

/** This process's copy of a document: its bytes, whose client ids they are under, and up to where its log is known. */
export class DocumentCopy {
  /** The log is known without a hole up to here. */
  sequence: number
  readonly clients: Map<number, string | null>
  readonly #log: UpdateLog
  #read: Ledger | null = null

  constructor({ log, clients }: StoredLog) {
    this.sequence = log.at(-1)?.sequence ?? 0
    this.clients = clients
    this.#log = new UpdateLog(log.map(({ bytes }) => bytes))
  }

  /** Its text has been looked into: from then on it is known what it lacks. */
  get isRead(): boolean {
    return this.#read !== null
  }

  /** Reading a long document takes longer than sending it: whoever opens one is not kept waiting for that. */
  get #ledger(): Ledger {
    return (this.#read ??= new Ledger([this.#log.state()], this.clients))
  }

  /** Up to where each client's structs are held, durable or not. */
  get vector(): Map<number, number> {
    return this.#ledger.vector
  }

  /** Up to where each client's structs are durable. */
  get durableVector(): Map<number, number> {
    return this.#log.vector()
  }

  /** The durable document as one update. */
  state(): Uint8Array {
    return this.#log.state()
  }

  /** What somebody who holds `vector` lacks of what is durable. */
  since(vector: Map<number, number>): Uint8Array {
    return this.#log.since(vector)
  }

  judge(update: Uint8Array, { personId, mayWrite, mayClaim }: Omit<Writer, 'bytesLeft'>): Verdict {
    return this.#ledger.judge(update, { personId, mayWrite, mayClaim, bytesLeft: this.#bytesLeft(update) })
  }

  /** Takes what it can of a foreign update. */
  takeOwn(update: Uint8Array, personId: string | null): Accepted | null {
    return this.#ledger.takeOwn(update, { ...anyText, personId, bytesLeft: this.#bytesLeft(update) })
  }

  /** Judges text that may be under anybody's client id. */
  admit(update: Uint8Array, personId: string): Verdict {
    return this.#ledger.admit(update, { ...anyText, personId, bytesLeft: this.#bytesLeft(update) })
  }

  /** An accepted update has become durable. */
  keep(update: Uint8Array): void {
    this.#log.add(update)
  }

  /** Takes over what is in the log, whoever wrote it; gives back what was not known of it, or null. */
  takeOver(update: Uint8Array): Uint8Array | null {
    const news = this.#ledger.hold(update)
    if (news !== null) this.#log.add(news)
    return news
  }

  /** These client ids belong to these persons, since the log says so. */
  bind(bindings: Iterable<ClientBinding>): void {
    for (const { clientId, personId } of bindings) this.clients.set(clientId, personId)
  }

  /** The sum of the updates is more than the state may be: only then is it worth merging them to know. */
  #bytesLeft(update: Uint8Array): number {
    if (this.#log.bytes + update.byteLength > bounds.documentBytes) this.#log.state()
    return bounds.documentBytes - this.#log.bytes
  }
}

const anyText = { mayWrite: true, mayClaim: true }
