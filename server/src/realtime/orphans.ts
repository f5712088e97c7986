import { bounds } from '@reliance/shared/realtime/protocol'
import type { Connection, Expectation } from './connection'

/** An update that builds on text that the document does not hold. */
export interface Orphan {
  connection: Connection
  update: Uint8Array
  /** Its sender waits for this, and for all that was sent after it. */
  expectation: Expectation
  since: number
}

/** The orphans of one document: bounded in number and bytes, each for a time, in the order of their coming. */
export class Orphans {
  #waiting: Orphan[] = []
  #bytes = 0

  get size(): number {
    return this.#waiting.length
  }

  has(connection: Connection): boolean {
    return this.#waiting.some((orphan) => orphan.connection === connection)
  }

  /** False: there is no room for it. */
  add(orphan: Orphan): boolean {
    if (this.#waiting.length >= bounds.orphanUpdates) return false
    if (this.#bytes + orphan.update.byteLength > bounds.orphanBytes) return false
    this.#waiting.push(orphan)
    this.#bytes += orphan.update.byteLength
    return true
  }

  /** All of them, to be judged again. */
  takeAll(): Orphan[] {
    const taken = this.#waiting
    this.#waiting = []
    this.#bytes = 0
    return taken
  }

  /** Those that have waited too long. */
  takeExpired(now: number): Orphan[] {
    const oldest = now - bounds.orphanMilliseconds
    return this.#remove(({ since }) => since < oldest)
  }

  /** Its browser still has them, and sends them when it comes back. */
  forget(connection: Connection): void {
    this.#remove((orphan) => orphan.connection === connection)
  }

  #remove(isGone: (orphan: Orphan) => boolean): Orphan[] {
    const gone = this.#waiting.filter(isGone)
    if (gone.length === 0) return gone
    this.#waiting = this.#waiting.filter((orphan) => !isGone(orphan))
    for (const { update } of gone) this.#bytes -= update.byteLength
    return gone
  }
}
