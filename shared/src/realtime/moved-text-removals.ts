import * as Y from 'yjs'
import { pieceOf } from './moved-text-pieces'

interface Removal {
  start: number
  end: number
  /** Number of the transaction that deleted it. */
  by: number
}

/** What the transactions followed so far have deleted: its text is still known, and may return. */
export class Removals {
  readonly #byClient = new Map<number, Removal[]>()

  add(client: number, start: number, length: number, by: number): void {
    const list = this.#byClient.get(client)
    const removal = { start, end: start + length, by }
    if (list === undefined) this.#byClient.set(client, [removal])
    else list.splice(this.#indexAt(list, start), 0, removal)
  }

  /** Which transaction deleted this character; null when it stands, or went before. */
  by(client: number, clock: number): number | null {
    const list = this.#byClient.get(client)
    const removal = list?.[this.#indexAt(list, clock)]
    return removal !== undefined && removal.start <= clock ? removal.by : null
  }

  /** The first removal that ends after the clock. */
  #indexAt(list: Removal[], clock: number): number {
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((list[middle] as Removal).end <= clock) low = middle + 1
      else high = middle
    }
    return low
  }

  /**
   * Whether an undo of a deletion would bring back exactly the characters from `clock` on, and they are these: Yjs makes
   * a copy of each whole item that was deleted. Who types the same words anew, key by key, makes no such copy; when
   * nothing else came with it, a letter among others that are deleted may be the first of a new word.
   */
  isWhole(store: Y.Doc['store'], client: number, clock: number, text: string, isOnlyOne: boolean): boolean {
    const structs = store.clients.get(client)
    if (structs === undefined || this.by(client, clock) === null) return false
    let at = clock
    let rest = text
    let last: Y.Item | null = null
    for (let index = indexOf(structs, clock); rest !== ''; index++) {
      const struct = structs[index]
      const piece = struct === undefined ? null : pieceOf(struct)
      if (piece === null) return false
      const here = piece.text.slice(at - piece.clock)
      const common = Math.min(here.length, rest.length)
      if (this.by(client, at) === null || here.slice(0, common) !== rest.slice(0, common)) return false
      rest = rest.slice(common)
      at += common
      last = piece.item
    }
    if (last === null || this.by(client, at - 1) === null) return false
    if (isOnlyOne && text.length === 1 && !this.#isAlone(last)) return false
    return !this.#continues(last, at)
  }

  /** Whether the same transaction has deleted the next character of the item as well. */
  #continues(item: Y.Item, end: number): boolean {
    const { client, clock } = item.id
    const isNext = clock + item.length > end || isAt(item.right, client, end)
    return isNext && this.by(client, end) !== null && this.by(client, end) === this.by(client, end - 1)
  }

  #isAlone(item: Y.Item): boolean {
    const isGone = (other: Y.Item | null | undefined): boolean =>
      other !== null && other !== undefined && other.deleted && pieceOf(other) !== null
    return item.length === 1 && !isGone(item.left?.left) && !isGone(item.right)
  }
}

const indexOf = (structs: (Y.Item | Y.GC)[], clock: number): number =>
  clock < endOf(structs) ? Y.findIndexSS(structs, clock) : structs.length

const endOf = (structs: (Y.Item | Y.GC)[]): number => {
  const last = structs.at(-1)
  return last === undefined ? 0 : last.id.clock + last.length
}

const isAt = (item: Y.Item | null, client: number, clock: number): boolean =>
  item !== null && item.id.client === client && item.id.clock === clock
