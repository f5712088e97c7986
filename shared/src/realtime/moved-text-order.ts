import * as Y from 'yjs'
import { pieceOf, type Piece } from './moved-text-pieces'

export type Type = Y.AbstractType<unknown>

/** How many items may still be walked over: whatever the updates are, the work has an end. */
export interface Walk {
  itemsLeft: number
}

export const parentOf = (item: Y.Item): Type | null =>
  item.parent instanceof Y.AbstractType ? (item.parent as Type) : null

/** The pieces as they stand in the document, deleted or not; as they are when the walk would be too long. */
export const inDocumentOrder = (pieces: Piece[], walk: Walk): Piece[] => {
  if (pieces.length < 2) return pieces
  const byItem = new Map(pieces.map((piece) => [piece.item, piece]))
  const above = new Set<Type>()
  const roots: Type[] = []
  for (const { item } of pieces) {
    for (let type = parentOf(item); type !== null && !above.has(type);) {
      above.add(type)
      if (type._item === null) roots.push(type)
      type = type._item === null ? null : parentOf(type._item)
    }
  }
  const ordered: Piece[] = []
  const visit = (item: Y.Item): void => {
    const piece = byItem.get(item)
    if (piece !== undefined) ordered.push(piece)
  }
  const arrived = roots.every((root) => walkOver(root, walk, visit, (type) => above.has(type)))
  return arrived && ordered.length === pieces.length ? ordered : pieces
}

/** All the text below a type, deleted or not; null when the walk would be too long. */
export const piecesBelow = (root: Type, walk: Walk): Piece[] | null => {
  const pieces: Piece[] = []
  const visit = (item: Y.Item): void => {
    const piece = pieceOf(item)
    if (piece !== null) pieces.push(piece)
  }
  return walkOver(root, walk, visit, () => true) ? pieces : null
}

/** Without recursion: how deep elements are nested is for whoever writes them to choose. */
const walkOver = (
  root: Type,
  walk: Walk,
  visit: (item: Y.Item) => void,
  enters: (type: Type) => boolean,
): boolean => {
  const pending: (Y.Item | null)[] = [root._start]
  while (pending.length > 0) {
    let item = pending.pop() ?? null
    while (item !== null) {
      if (walk.itemsLeft-- <= 0) return false
      visit(item)
      const inner = item.content instanceof Y.ContentType ? (item.content.type as Type) : null
      if (inner !== null && enters(inner)) {
        pending.push(item.right)
        item = inner._start
      } else item = item.right
    }
  }
  return true
}
