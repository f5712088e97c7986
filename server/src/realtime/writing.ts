import { closeCode } from '@reliance/shared/realtime/protocol'
import type { AppendOwner } from './append-queue'
import { never, type Connection, type Expectation } from './connection'
import { DocumentCopy } from './document-copy'
import { isDoubtful, type Accepted, type Verdict } from './ledger'
import { elsewhere, MendNeed } from './mend-need'
import { Orphans } from './orphans'
import { PendingUpdates } from './pending-updates'
import { Repeated } from './repeated'
import { nobody, WriteRefused, type Audience, type Pending, type WritingOptions } from './writing-parts'
import { UnknownDocuments, type AppendOutcome, type ClientBinding, type StoredLog } from './storage'

/** The way of changes to one document: judged, written, and only then told (RT2). */
export class Writing implements AppendOwner {
  readonly copy: DocumentCopy
  readonly mendNeed: MendNeed
  audience: Audience = nobody
  readonly #options: WritingOptions
  readonly #orphans = new Orphans()
  readonly #pending = new PendingUpdates()
  #accepted = 0
  #written = 0
  #isUnusable = false
  /** Made when it is needed: a document that one process alone writes is never read on. */
  #reading: Repeated | null = null

  constructor(stored: StoredLog, options: WritingOptions) {
    this.copy = new DocumentCopy(stored)
    this.mendNeed = new MendNeed(() => options.onMendNeed())
    this.#options = options
  }

  get isIdle(): boolean {
    return this.#pending.isEmpty && this.#reading?.isRunning !== true
  }

  get isStalled(): boolean {
    return this.#options.queue.isStalled
  }

  /** Changes that a connection sent. */
  receive(connection: Connection, update: Uint8Array, isReply = false): void {
    const verdict = this.#judge(connection, update, !this.#options.isShared)
    if (this.#options.isShared && isDoubtful(verdict)) this.#receiveLater(connection, update)
    else this.#settle(connection, update, verdict)
    if (isReply && verdict.kind !== 'held') this.mendNeed.noteLate()
  }

  /** A write by the server itself; resolves when it is durable and relayed. */
  async write(personId: string | null, update: Uint8Array): Promise<void> {
    const writer = { personId, mayWrite: true }
    await this.#writeAs(personId, (mayClaim) => this.copy.judge(update, { ...writer, mayClaim }))
  }

  /** Takes text that was set aside, under the client ids that it has; what its sender began belongs to the sender. */
  async admit(senderId: string, update: Uint8Array): Promise<void> {
    await this.#writeAs(senderId, () => this.copy.admit(update, senderId))
    // Browsers may hold back what builds on it.
    this.audience.askAll()
  }

  /** Resolves when all that is accepted so far is durable. */
  settled(): Promise<void> {
    return this.#pending.settled()
  }

  /** Another process has written these updates, the first one at `sequence`. */
  takeOver(sequence: number, updates: Uint8Array[], bindings: ClientBinding[]): void {
    if (sequence > this.copy.sequence + 1) return this.catchUpSoon()
    const rows = updates.map((bytes, index) => ({ sequence: sequence + index, bytes }))
    this.#takeOver(rows, bindings)
  }

  /** Reads what follows in the log. */
  catchUp(): Promise<void> {
    this.#reading ??= new Repeated(
      () => this.#readOn(),
      () => this.audience.restIfIdle(),
    )
    return this.#reading.again()
  }

  /** A failure is logged; the next look at the log makes up for it. */
  catchUpSoon(): void {
    const { documentId, log } = this.#options
    this.catchUp().catch((error: unknown) =>
      log.error({ err: error, documentId }, 'the log could not be read on'),
    )
  }

  forget(connection: Connection): void {
    this.#orphans.forget(connection)
  }

  /** Orphans that nobody has completed are given up; their browsers still have them. */
  expireOrphans(): void {
    for (const { connection } of this.#orphans.takeExpired(this.#options.now())) {
      this.audience.refuse(connection, 'missing-dependencies')
    }
  }

  written(outcomes: AppendOutcome[]): void {
    const done = this.#pending.take(outcomes.length)
    const kept = done.filter((_, index) => 'sequence' in (outcomes[index] as AppendOutcome))
    const firstRefused = outcomes.findIndex((outcome) => 'refused' in outcome)
    this.#written += firstRefused === -1 ? done.length : firstRefused
    this.#advance(
      outcomes.flatMap((outcome) => ('sequence' in outcome ? [outcome.sequence] : [])),
      kept,
    )
    for (const { update } of kept) this.copy.keep(update)
    this.audience.relay(kept, this.#written)
    if (kept.length < done.length) this.#giveUp(outcomes, done)
    for (const { settle } of kept) settle?.()
    this.#options.onStored([...new Set(kept.map(({ personId }) => personId))])
    this.audience.restIfIdle()
  }

  #judge(connection: Connection, update: Uint8Array, mayClaim: boolean): Verdict {
    if (this.#isUnusable) throw new UnknownDocuments([this.#options.documentId])
    const { person, mayWrite } = connection
    return this.copy.judge(update, { personId: person.id, mayWrite, mayClaim })
  }

  /** What is unknown here may have been written by another process: judges again with the whole log. */
  #receiveLater(connection: Connection, update: Uint8Array): void {
    connection.hold()
    this.catchUp()
      .then(() => {
        if (!connection.isClosed) this.#settle(connection, update, this.#judge(connection, update, true))
        connection.release()
      })
      .catch((error: unknown) => {
        const { documentId, log } = this.#options
        log.error({ err: error, documentId }, 'changes could not be judged; socket closed')
        connection.close(closeCode.unavailable)
      })
  }

  #settle(connection: Connection, update: Uint8Array, verdict: Verdict): void {
    switch (verdict.kind) {
      case 'held':
        connection.expect(this.#accepted)
        break
      case 'accepted':
        this.#append(verdict, { personId: connection.person.id, sender: connection, settle: null })
        connection.expect(this.#accepted)
        this.#retryOrphans()
        break
      case 'refused':
        connection.expect(never)
        this.audience.refuse(connection, verdict.refusal)
        break
      case 'orphan':
        this.#wait(connection, update)
        break
      default:
        this.#setAside(connection, update)
    }
    connection.acknowledge(this.#written)
  }

  #wait(connection: Connection, update: Uint8Array): void {
    const isFirst = !this.#orphans.has(connection)
    const expectation = connection.expect(never)
    if (!this.#orphans.add({ connection, update, expectation, since: this.#options.now() })) {
      this.audience.refuse(connection, 'missing-dependencies')
    } else if (isFirst) this.audience.ask(connection)
  }

  /** What can be taken is; the whole message is kept for the coordinator, so that nothing of it is lost. */
  #setAside(connection: Connection, update: Uint8Array): void {
    const { documentId, storage, log, onSetAside } = this.#options
    const { id: senderId } = connection.person
    const own = this.copy.takeOwn(update, senderId)
    if (own !== null) {
      this.#append(own, { personId: senderId, sender: null, settle: null })
      this.#retryOrphans()
    }
    connection.expect(never)
    storage
      .setAside({ documentId, senderId, update })
      .then((isKept) => {
        this.audience.refuse(connection, isKept ? 'set-aside' : 'too-many-set-asides')
        log.warn({ documentId, personId: senderId, isKept }, 'text under the client id of somebody else')
        if (isKept) onSetAside()
      })
      .catch((error: unknown) => {
        log.error({ err: error, documentId }, 'text could not be set aside; socket closed')
        connection.close(closeCode.unavailable)
      })
  }

  async #writeAs(personId: string | null, judge: (mayClaim: boolean) => Verdict): Promise<void> {
    if (this.#options.isShared) await this.catchUp()
    if (this.#isUnusable) throw new UnknownDocuments([this.#options.documentId])
    const verdict = judge(true)
    if (verdict.kind === 'held') return this.settled()
    if (verdict.kind === 'refused') throw new WriteRefused(verdict.refusal)
    if (verdict.kind === 'orphan') throw new WriteRefused('missing-dependencies')
    if (verdict.kind !== 'accepted') throw new WriteRefused('foreign-client')
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error): void => (error === undefined ? resolve() : reject(error))
      this.#append(verdict, { personId, sender: null, settle })
      this.#retryOrphans()
    })
  }

  #append({ update, bindings, deletes }: Accepted, source: Omit<Pending, 'update' | 'bindings'>): void {
    this.#accepted++
    this.mendNeed.note(source.personId, deletes)
    this.#pending.push({ update, bindings, ...source })
    // Whoever waits for the server's own write has nothing else to wait for.
    const notBefore = source.sender === null ? 0 : this.audience.nextCommitAt
    this.#options.queue.push({ documentId: this.#options.documentId, update, bindings }, this, notBefore)
  }

  /** More is there now: what builds on it can be taken, and what builds on that. */
  #retryOrphans(): void {
    for (let before = -1; this.#orphans.size > 0 && this.#orphans.size !== before;) {
      before = this.#orphans.size
      for (const orphan of this.#orphans.takeAll()) {
        const verdict = this.#judge(orphan.connection, orphan.update, true)
        if (verdict.kind === 'orphan') this.#orphans.add(orphan)
        else this.#settleOrphan(orphan.connection, orphan.update, orphan.expectation, verdict)
      }
    }
  }

  #settleOrphan(
    connection: Connection,
    update: Uint8Array,
    expectation: Expectation,
    verdict: Verdict,
  ): void {
    if (verdict.kind === 'accepted') {
      this.#append(verdict, { personId: connection.person.id, sender: connection, settle: null })
    }
    if (verdict.kind === 'accepted' || verdict.kind === 'held') expectation.written = this.#accepted
    else if (verdict.kind === 'refused') this.audience.refuse(connection, verdict.refusal)
    else if (verdict.kind === 'foreign') this.#setAside(connection, update)
  }

  async #readOn(): Promise<void> {
    const { log, clients } = await this.#options.storage.since(this.#options.documentId, this.copy.sequence)
    this.#takeOver(
      log,
      [...clients].map(([clientId, personId]) => ({ clientId, personId })),
    )
  }

  #takeOver(rows: { sequence: number; bytes: Uint8Array }[], bindings: ClientBinding[]): void {
    const unknown = rows.filter(({ sequence }) => sequence > this.copy.sequence)
    const last = unknown.at(-1)
    if (last === undefined) return
    this.copy.bind(bindings)
    this.copy.sequence = last.sequence
    this.mendNeed.note(elsewhere, false)
    const news = unknown.flatMap(({ bytes }) => this.copy.takeOver(bytes) ?? [])
    this.audience.relay(
      news.map((update) => ({ update, sender: null })),
      this.#written,
    )
    this.#retryOrphans()
  }

  /** The updates of one commit follow each other in the log; before them another process may have written. */
  #advance(sequences: number[], kept: Pending[]): void {
    const [first] = sequences
    const last = sequences.at(-1)
    if (first === undefined || last === undefined) return
    if (first > this.copy.sequence + 1) this.catchUpSoon()
    else this.copy.sequence = Math.max(this.copy.sequence, last)
    const bindings = kept.flatMap((pending) => pending.bindings)
    this.#options.onWritten(
      first,
      kept.map(({ update }) => update),
      bindings,
    )
  }

  /**
   * Something was accepted here and refused by the storage: the document is gone, or another process has given a client
   * id to somebody else at the same moment. What this copy says it holds is not so: it is thrown away.
   */
  #giveUp(outcomes: AppendOutcome[], done: Pending[]): void {
    const isGone = outcomes.some((outcome) => 'refused' in outcome && outcome.refused === 'unknown-document')
    const error = isGone
      ? new UnknownDocuments([this.#options.documentId])
      : new WriteRefused('foreign-client')
    this.#isUnusable = true
    this.#options.onUnusable()
    done.forEach(({ settle }, index) => {
      if ('refused' in (outcomes[index] as AppendOutcome)) settle?.(error)
    })
    this.#pending.fail(error)
    this.audience.closeAll(isGone ? closeCode.notFound : closeCode.unavailable)
  }
}
