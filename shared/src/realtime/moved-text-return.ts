import * as Y from 'yjs'
import type { Authors } from './authors'
import { parentOf, piecesBelow, type Type, type Walk } from './moved-text-order'
import { carryMatches, textOfPieces, type Piece } from './moved-text-pieces'
import type { Removals } from './moved-text-removals'

export interface Return {
  transaction: Y.Transaction
  authors: Authors
  removals: Removals
  walk: Walk
  /** The text that the transaction has inserted, as it stands in the document. */
  came: Piece[]
}

/**
 * Gives text that has returned to its author, and gives back the pieces that are none. What an undo brings back is a
 * copy of each deleted item, which names that item as its right neighbour; below an element that was deleted too, it is
 * the copy of the element that does.
 */
export const carryReturned = ({ transaction, authors, removals, walk, came }: Return): Piece[] => {
  const { store } = transaction.doc
  const copyAbove = createCopyLookup(transaction, removals)
  const copies = new Map<Y.Item, Set<Y.Item>>()
  const returned = new Set<Piece>()
  for (const piece of came) {
    const { item, text } = piece
    const copied = item.rightOrigin
    if (copied !== null && removals.isWhole(store, copied.client, copied.clock, text, came.length === 1)) {
      authors.carry({ ...copied, length: text.length }, piece)
      returned.add(piece)
      continue
    }
    const copy = copyAbove(parentOf(item))
    if (copy !== null) copies.set(copy, (copies.get(copy) ?? new Set()).add(item))
  }
  for (const [copy, items] of copies) {
    const below = came.filter(({ item }) => items.has(item))
    const text = textOfPieces(below)
    const gone = goneWith(originalOf(transaction, removals, copy), removals, walk, text)
    if (gone === null) continue
    carryMatches(authors, gone, below, [{ from: 0, to: 0, length: text.length }])
    for (const piece of below) returned.add(piece)
  }
  return came.filter((piece) => !returned.has(piece))
}

/** What went with the element, or with it and before it, if that is the text; else null: something else came there. */
const goneWith = (original: Y.Item | null, removals: Removals, walk: Walk, text: string): Piece[] | null => {
  const below = original && piecesBelow(typeOf(original) as Type, walk)
  if (!original || !below) return null
  const by = removals.by(original.id.client, original.id.clock)
  const known = below.filter(({ client, clock }) => removals.by(client, clock) !== null)
  const together = known.filter(({ client, clock }) => removals.by(client, clock) === by)
  return [together, known].find((gone) => textOfPieces(gone) === text) ?? null
}

/** Finds the nearest element above that this transaction made as the copy of a deleted one. */
const createCopyLookup = (
  transaction: Y.Transaction,
  removals: Removals,
): ((type: Type | null) => Y.Item | null) => {
  const known = new Map<Type, Y.Item | null>()
  return (start) => {
    const path: Type[] = []
    let copy: Y.Item | null = null
    for (let type = start; type !== null;) {
      const seen = known.get(type)
      if (seen !== undefined) {
        copy = seen
        break
      }
      path.push(type)
      const item: Y.Item | null = type._item
      if (item === null || !isNew(transaction, item)) break
      if (originalOf(transaction, removals, item) !== null) {
        copy = item
        break
      }
      type = parentOf(item)
    }
    for (const type of path) known.set(type, copy)
    return copy
  }
}

const isNew = ({ beforeState }: Y.Transaction, { id }: Y.Item): boolean =>
  id.clock >= (beforeState.get(id.client) ?? 0)

/** The deleted element in whose place the copy was put. */
const originalOf = ({ doc }: Y.Transaction, removals: Removals, { rightOrigin, content }: Y.Item) => {
  if (rightOrigin === null || removals.by(rightOrigin.client, rightOrigin.clock) === null) return null
  const original = Y.getItem(doc.store, rightOrigin)
  return original instanceof Y.Item && areAlike(original.content, content) ? original : null
}

const areAlike = (one: Y.Item['content'], other: Y.Item['content']): boolean => {
  if (!(one instanceof Y.ContentType) || !(other instanceof Y.ContentType)) return false
  const nameOf = (type: Type): string | null => (type instanceof Y.XmlElement ? type.nodeName : null)
  return one.type.constructor === other.type.constructor && nameOf(one.type) === nameOf(other.type)
}

const typeOf = ({ content }: Y.Item): Type | null =>
  content instanceof Y.ContentType ? (content.type as Type) : null
