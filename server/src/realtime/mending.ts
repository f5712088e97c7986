import type { Mending } from '@reliance/shared/realtime/mend'
import type { Log } from './append-queue'
import type { CompactionInput } from './compaction'
import type { Room } from './room'
import type { DocumentStorage } from './storage'

/** What there is to make good in a document, in the order in which it is to be written. */
export type Mend = (input: CompactionInput) => Promise<Mending[]>

export interface MenderOptions {
  storage: DocumentStorage
  mend: Mend
  log: Log
  /** The least time from a need to the look at it, and from one look to the next. */
  afterMs: number
  againAfterMs: number
  /** Whether it is the room of its document: an old copy must not write any more. */
  isOpen(room: Room): boolean
  /** It has been looked at, and may rest. */
  onDone(room: Room): void
}

/** Soon after people have written apart, makes good what merging has done to their words (RT22). One at a time. */
export class Mender {
  readonly #options: MenderOptions
  readonly #waiting = new Map<Room, NodeJS.Timeout>()
  readonly #working = new Set<Room>()
  readonly #lastAt = new WeakMap<Room, number>()
  #last: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(options: MenderOptions) {
    this.#options = options
  }

  /** Whether the room is being looked at, or is going to be. */
  isAwaitedBy(room: Room): boolean {
    return this.#waiting.has(room) || this.#working.has(room)
  }

  soon(room: Room): void {
    if (this.#isClosed || this.#waiting.has(room)) return
    const { afterMs, againAfterMs } = this.#options
    const earliest = (this.#lastAt.get(room) ?? Number.NEGATIVE_INFINITY) + againAfterMs
    const wait = Math.max(afterMs, earliest - performance.now())
    this.#waiting.set(
      room,
      setTimeout(() => this.#due(room), wait),
    )
  }

  /** Resolves when all that was begun is done; what only waits is given up, and found when the log is compacted. */
  async close(): Promise<void> {
    this.#isClosed = true
    for (const timer of this.#waiting.values()) clearTimeout(timer)
    await this.#last
  }

  /** At once, after what is under way; rejects when it could not be done. */
  now(room: Room): Promise<void> {
    this.#working.add(room)
    const work = this.#last
      .then(async () => {
        if (!this.#isClosed && this.#options.isOpen(room)) await this.#mend(room)
      })
      .finally(() => this.#working.delete(room))
    this.#last = work.catch(() => undefined)
    return work
  }

  #due(room: Room): void {
    const { documentId } = room
    void this.now(room)
      .catch((error: unknown) =>
        this.#options.log.error({ err: error, documentId }, 'document could not be mended'),
      )
      .then(() => {
        this.#lastAt.set(room, performance.now())
        this.#waiting.delete(room)
        this.#options.onDone(room)
      })
  }

  async #mend({ documentId, writing }: Room): Promise<void> {
    const { storage, mend } = this.#options
    await writing.settled()
    writing.mendNeed.reset()
    await storage.exclusively(documentId, async () => {
      const stored = await storage.loadForCompaction(documentId)
      const [first, ...rest] = stored?.log ?? []
      if (!stored || !first) return
      const updates = rest.map(({ bytes }) => bytes)
      const mendings = await mend({ state: first.bytes, movedText: stored.movedText, updates })
      for (const { author, update } of mendings) {
        const personId = author === null ? null : (writing.copy.clients.get(author) ?? null)
        await writing.write(personId, update)
      }
    })
  }
}
