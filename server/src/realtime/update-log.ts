import { mergeLog, updateWithout, vectorOfUpdate } from '@reliance/shared/realtime/update'

/** A document's durable updates, merged only when somebody asks for them or the list gets long. No Y.Doc. */
export class UpdateLog {
  #updates: Uint8Array[]
  #bytes = 0

  constructor(updates: Uint8Array[]) {
    this.#updates = updates
    for (const update of updates) this.#bytes += update.byteLength
  }

  /** An upper bound of the size of the state. */
  get bytes(): number {
    return this.#bytes
  }

  add(update: Uint8Array): void {
    this.#updates.push(update)
    this.#bytes += update.byteLength
    if (this.#updates.length > longList) this.#updates.splice(1, longList, mergeLog(this.#updates.slice(1)))
  }

  /** All of it as one update. */
  state(): Uint8Array {
    const state = mergeLog(this.#updates)
    this.#updates = [state]
    this.#bytes = state.byteLength
    return state
  }

  /** Up to where each client's structs are durable. */
  vector(): Map<number, number> {
    return vectorOfUpdate(this.state())
  }

  /** What somebody who holds `vector` lacks. */
  since(vector: Map<number, number>): Uint8Array {
    return vector.size === 0 ? this.state() : updateWithout(this.state(), vector)
  }
}

const longList = 256
