import * as Y from 'yjs'
import type { DocumentClient } from './document-client'
import { updateOf } from './light-client'

/** Which characters somebody other than their author has seen, and since when. */
export class SeenByOthers {
  /** For each author, in the order of seeing: up to which clock. */
  readonly #seen = new Map<number, { at: number; to: number }[]>()
  readonly #people: DocumentClient[]

  constructor(people: DocumentClient[]) {
    this.#people = people
    for (const person of people) person.onFrame = (frame) => this.#note(person, frame)
  }

  /** Characters that `kept` does not hold, and since how long at least one of them had been seen, at `until`. */
  lackedBy(kept: Y.Doc, until: number): { characters: number; milliseconds: number } {
    const held = Y.decodeStateVector(Y.encodeStateVector(kept))
    let characters = 0
    let first = until
    for (const author of this.#people.map(({ doc }) => doc.clientID)) {
      const from = held.get(author) ?? 0
      characters += Math.max(0, this.#seenOf(author) - from)
      first = Math.min(first, this.#seen.get(author)?.find(({ to }) => to > from)?.at ?? until)
    }
    return { characters, milliseconds: until - first }
  }

  get characters(): number {
    return this.#people.reduce((sum, { doc }) => sum + this.#seenOf(doc.clientID), 0)
  }

  /** What is in the document of another: what has merely arrived, and waits for something else, is not seen. */
  #seenOf(author: number): number {
    const clocks = this.#people
      .filter(({ doc }) => doc.clientID !== author)
      .map(({ doc }) => Y.getState(doc.store, author))
    return Math.max(0, ...clocks)
  }

  #note({ doc }: DocumentClient, frame: Uint8Array): void {
    const update = updateOf(frame)
    if (update === null) return
    for (const [author, to] of Y.parseUpdateMeta(update).to) {
      if (author === doc.clientID) continue
      const list = this.#seen.get(author) ?? []
      if (to > (list.at(-1)?.to ?? 0)) this.#seen.set(author, [...list, { at: performance.now(), to }])
    }
  }
}
