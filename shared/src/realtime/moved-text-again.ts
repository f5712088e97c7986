import * as Y from 'yjs'
import { matchText } from './moved-text-match'
import { inDocumentOrder, type Walk } from './moved-text-order'
import { carryMatches, pieceOf, textOfPieces, type Piece } from './moved-text-pieces'
import type { Moves } from './moves'
import { addRange, withoutRanges, type Ranges } from './ranges'
import type { Removals } from './moved-text-removals'

export interface Again {
  transaction: Y.Transaction
  update: Uint8Array
  moves: Moves
  removals: Removals
  walk: Walk
  /** All the text that the transaction inserted, also where it cannot be read; and how many moves were known before it. */
  came: Piece[]
  movesBefore: number
}

/**
 * Tells of text that the writer of the update has moved, and somebody else before: it was deleted already, so that the
 * transaction deletes nothing, but the update says so. No author follows from that, for an update also repeats what its
 * writer has heard to be deleted.
 */
export const tellMovedAgain = (again: Again): void => {
  const { moves, walk, came, movesBefore } = again
  const moved: Ranges = new Map()
  for (const { from, to } of moves.list.slice(movesBefore))
    addRange(moved, to.client, to.clock, to.clock + from.length)
  const rest = came.flatMap((piece) => partsWithout(piece, moved)).filter((part) => !tellCopied(again, part))
  if (rest.length === 0) return
  const went = inDocumentOrder(deletedAgain(again), walk)
  if (went.length === 0) return
  carryMatches(moves.again, went, rest, matchText(textOfPieces(went), textOfPieces(rest)))
}

const partsWithout = (piece: Piece, moved: Ranges): Piece[] => {
  const { client, clock, text } = piece
  const own: Ranges = new Map([[client, [{ start: clock, end: clock + text.length }]]])
  return (withoutRanges(own, moved).get(client) ?? []).map(({ start, end }) => ({
    ...piece,
    clock: start,
    text: text.slice(start - clock, end - clock),
  }))
}

/** What an undo brings back names what it is a copy of as its right neighbour. */
const tellCopied = ({ transaction, moves }: Again, { item, client, clock, text }: Piece): boolean => {
  const copied = clock === item.id.clock ? item.rightOrigin : null
  if (copied === null || deletedTextFrom(transaction.doc, copied, text.length) !== text) return false
  moves.again.carry({ client: copied.client, clock: copied.clock, length: text.length }, { client, clock })
  return true
}

/** So many characters of one client, as far as they are deleted and still known. */
const deletedTextFrom = (doc: Y.Doc, { client, clock }: Y.ID, length: number): string => {
  if (clock >= Y.getState(doc.store, client)) return ''
  const structs = doc.store.clients.get(client) ?? []
  let text = ''
  for (let index = Y.findIndexSS(structs, clock); text.length < length && index < structs.length; index++) {
    const struct = structs[index] as Y.Item | Y.GC
    const piece = struct.deleted ? pieceOf(struct) : null
    if (piece === null) break
    text += piece.text.slice(Math.max(0, clock - piece.clock))
  }
  return text.slice(0, length)
}

/** The text that the update says is deleted, and that one of the followed transactions has deleted before. */
const deletedAgain = ({ transaction, update, removals }: Again): Piece[] => {
  const { clients } = transaction.deleteSet
  const pieces: Piece[] = []
  for (const [client, items] of Y.decodeUpdate(update).ds.clients) {
    const structs = transaction.doc.store.clients.get(client) ?? []
    const now = clients.get(client) ?? []
    for (const { clock, len } of items) {
      if (clock >= Y.getState(transaction.doc.store, client)) continue
      for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
        const piece = pieceOf(structs[index] as Y.Item | Y.GC)
        const { id, length } = structs[index] as Y.Item | Y.GC
        if (id.clock >= clock + len) break
        const start = Math.max(id.clock, clock)
        const isNow = now.some((range) => range.clock <= start && start < range.clock + range.len)
        if (piece === null || isNow || removals.by(client, start) === null) continue
        const end = Math.min(id.clock + length, clock + len)
        pieces.push({ ...piece, clock: start, text: piece.text.slice(start - id.clock, end - id.clock) })
      }
    }
  }
  return pieces
}
