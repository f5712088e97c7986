import { relayFrame, type Durable } from './relay'
import type { Connection } from './connection'

/** Of a room of this size, the least time between two messages with updates to everybody. */
const spacingMs = (receivers: number): number =>
  receivers < largeRoom ? 0 : Math.min(receivers * 0.3, longestSpacingMs)

/** Below it every update is told at once: fifty people at one text must not wait for each other. */
const largeRoom = 100
/** Nobody sees a letter come so much later. */
const longestSpacingMs = 60

/**
 * What is durable and not yet told. In a large room telling costs more than all the rest, and grows with each receiver:
 * there what comes shortly after a message goes out with the next one, merged.
 */
export class Outgoing {
  readonly #tell: (frame: Uint8Array, but: Connection | null) => void
  #waiting: Durable[] = []
  #lastAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | null = null

  constructor(tell: (frame: Uint8Array, but: Connection | null) => void) {
    this.#tell = tell
  }

  add(updates: Durable[], receivers: number): void {
    if (updates.length === 0) return
    this.#waiting.push(...updates)
    const wait = this.nextAt(receivers) - performance.now()
    if (wait <= 0) this.flush()
    else this.#timer ??= setTimeout(() => this.flush(), wait)
  }

  /** The moment before which nothing new would be told to so many. */
  nextAt(receivers: number): number {
    return this.#lastAt + spacingMs(receivers)
  }

  /** Tells what waits now. */
  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#waiting.length === 0) return
    const { frame, but } = relayFrame(this.#waiting)
    this.#waiting = []
    this.#lastAt = performance.now()
    this.#tell(frame, but)
  }
}
