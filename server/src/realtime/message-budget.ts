import { bounds } from '@reliance/shared/realtime/protocol'

/** A token bucket: so many messages at once, and then so many a second. */
export class MessageBudget {
  #left: number = bounds.messagesAtOnce
  #filledAt: number

  /** `now` in milliseconds. */
  constructor(now: number) {
    this.#filledAt = now
  }

  /** False: one too many. */
  spend(now: number): boolean {
    const earned = ((now - this.#filledAt) / 1000) * bounds.messagesPerSecond
    this.#left = Math.min(bounds.messagesAtOnce, this.#left + Math.max(0, earned))
    this.#filledAt = now
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
