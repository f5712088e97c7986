import type { Pending } from './writing-parts'

/** Accepted updates on their way to the storage, in order. */
export class PendingUpdates {
  #list: Pending[] = []

  get isEmpty(): boolean {
    return this.#list.length === 0
  }

  push(pending: Pending): void {
    this.#list.push(pending)
  }

  /** The first so many, which the storage has answered for. */
  take(count: number): Pending[] {
    return this.#list.splice(0, count)
  }

  /** Resolves when all that is pending now is durable; rejects when it cannot be. */
  settled(): Promise<void> {
    const last = this.#list.at(-1)
    if (last === undefined) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const { settle } = last
      last.settle = (error) => {
        settle?.(error)
        if (error === undefined) resolve()
        else reject(error)
      }
    })
  }

  /** None of them will be written. */
  fail(error: Error): void {
    for (const { settle } of this.#list) settle?.(error)
  }
}
