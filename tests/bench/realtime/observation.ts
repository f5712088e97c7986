import * as Y from 'yjs'
import { updateOf, type LightClient } from './light-client'
import { percentile } from './statistics'

export interface Delays {
  /** How often somebody else received a character that somebody had written, and how often that is yet to come. */
  observed: number
  missing: number
  p50: number
  p95: number
  p99: number
}

/**
 * When each character was handed to the writer's socket, and when each other client had read it out of a frame.
 * One clock: writers and readers are in one process.
 */
export class Observation {
  readonly #sentAt = new Map<number, { writer: LightClient; moments: Map<number, number> }>()
  readonly #delays: number[] = []
  #watchers = 0
  #sent = 0

  sent(writer: LightClient, clientId: number, clock: number): void {
    const moments = this.#sentAt.get(clientId)?.moments ?? new Map<number, number>()
    this.#sentAt.set(clientId, { writer, moments: moments.set(clock, performance.now()) })
    this.#sent++
  }

  watch(client: LightClient): void {
    this.#watchers++
    client.onFrame = (frame) => {
      const update = updateOf(frame)
      if (update === null) return
      const { structs } = Y.decodeUpdate(update)
      const now = performance.now()
      for (const { id, length } of structs) {
        const source = this.#sentAt.get(id.client)
        if (source === undefined || source.writer === client) continue
        for (let clock = id.clock; clock < id.clock + length; clock++) {
          const at = source.moments.get(clock)
          if (at !== undefined) this.#delays.push(now - at)
        }
      }
    }
  }

  /** What has yet to come, when each watcher is to have what all others wrote. */
  get missing(): number {
    return this.#sent * (this.#watchers - 1) - this.#delays.length
  }

  summary(): Delays {
    return {
      observed: this.#delays.length,
      missing: this.missing,
      p50: percentile(this.#delays, 0.5),
      p95: percentile(this.#delays, 0.95),
      p99: percentile(this.#delays, 0.99),
    }
  }
}
