import * as Y from 'yjs'
import { Authors } from './authors'
import { carryReturned } from './moved-text-return'
import { mend, type Mending } from './mend'
import { tellMovedAgain } from './moved-text-again'
import { matchText } from './moved-text-match'
import { inDocumentOrder, type Walk } from './moved-text-order'
import { carryMatches, pieceOf, textOfPieces, type Piece } from './moved-text-pieces'
import { Moves } from './moves'
import { Removals } from './moved-text-removals'
import { compactState } from './update'

export interface FollowedText {
  /** A full state, and the authors of its moved text as an earlier call gave them. */
  state: Uint8Array
  moved: Uint8Array | null
  /** What came after, each by itself: one update is one transaction of one client, as far as it can be. */
  updates: Uint8Array[]
}

/**
 * The state with its updates, in its smallest form, and who wrote the text that was moved: also of what was deleted
 * again, because an earlier version may still show it.
 *
 * Yjs knows under which client id a character was inserted. Splitting or joining paragraphs, and moving a block, insert
 * text anew under the id of whoever does it; so does the undo of a deletion. Such text keeps its author, and the author
 * of a text that is moved again is still the first one:
 * - text that a transaction inserts is text that the same transaction deletes, in stretches (`matchText`);
 * - text that stands beside a whole stretch of the same characters, deleted by one of `updates`, has returned; so has
 *   what is below an element that stands in the place of a deleted one of the same text.
 * Nobody is ever said to have written what they did not: the characters are always those that stood under their name.
 */
export const carryAuthors = (followed: FollowedText): { state: Uint8Array; moved: Uint8Array } => {
  const { doc, authors } = follow(followed, new Authors())
  const result = carried(doc, authors)
  doc.destroy()
  return result
}

const carried = (doc: Y.Doc, authors: Authors): { state: Uint8Array; moved: Uint8Array } => ({
  state: compactState([Y.encodeStateAsUpdate(doc)]),
  moved: authors.encode(),
})

/** What there is to make good in a log (RT22). */
export const mendingsOfLog = (followed: FollowedText, newClientId: () => number): Mending[] => {
  const { doc, authors } = follow(followed, new Moves())
  const mendings = mend(doc, authors, [followed.state, ...followed.updates], newClientId)
  doc.destroy()
  return mendings
}

/** The same; or, when there is nothing, what `carryAuthors` gives. */
export const mendOrCarry = (
  followed: FollowedText,
  newClientId: () => number,
): { mendings: Mending[] } | { state: Uint8Array; moved: Uint8Array } => {
  const { doc, authors } = follow(followed, new Moves())
  const mendings = mend(doc, authors, [followed.state, ...followed.updates], newClientId)
  const result = mendings.length > 0 ? { mendings } : carried(doc, authors)
  doc.destroy()
  return result
}

/** The authors alone: they are those of every state on the way, because what is deleted since is not forgotten. */
export const authorsOfLog = (followed: FollowedText): Uint8Array | null => {
  if (followed.updates.length === 0) return followed.moved
  const { doc, authors } = follow(followed, new Authors())
  doc.destroy()
  return authors.encode()
}

/** Applies a log, and tells `authors` of all text that is moved on the way; deleted text stays in the document. */
export const follow = <Told extends Authors>(
  { state, moved, updates }: FollowedText,
  authors: Told,
): { doc: Y.Doc; authors: Told } => {
  if (moved !== null) authors.read(moved)
  const doc = new Y.Doc({ gc: false })
  Y.applyUpdate(doc, state)
  const followTransaction = createFollower(authors)
  let current = state
  doc.on('afterTransaction', (transaction) => followTransaction(transaction, current))
  for (const update of updates) {
    current = update
    Y.applyUpdate(doc, update)
  }
  return { doc, authors }
}

/** Structs that are walked over to put pieces in order, for all the updates together; some tenths of a second. */
const longestWalk = 20_000_000

const createFollower = (authors: Authors): ((transaction: Y.Transaction, update: Uint8Array) => void) => {
  const removals = new Removals()
  const walk: Walk = { itemsLeft: longestWalk }
  let number = 0
  return (transaction, update) => {
    const movesBefore = authors instanceof Moves ? authors.list.length : 0
    number++
    const deleted = deletedPieces(transaction, removals, number)
    const everything = insertedPieces(transaction)
    const inserted = everything.filter(({ item }) => !item.deleted)
    if (everything.length === 0) return
    const went = inDocumentOrder(deleted, walk)
    const came = inDocumentOrder(inserted, walk)
    const isMove = textOfPieces(went) === textOfPieces(came)
    const rest = isMove ? came : carryReturned({ transaction, authors, removals, walk, came })
    carryMoved(authors, went, rest)
    if (authors instanceof Moves)
      tellMovedAgain({ transaction, update, moves: authors, removals, walk, came: everything, movesBefore })
  }
}

const carryMoved = (authors: Authors, went: Piece[], came: Piece[]): void => {
  if (went.length === 0 || came.length === 0) return
  carryMatches(authors, went, came, matchText(textOfPieces(went), textOfPieces(came)))
}

/** The text that the transaction deleted, but for what it had itself inserted. Items are still cut where it begins. */
const deletedPieces = (transaction: Y.Transaction, removals: Removals, by: number): Piece[] => {
  const pieces: Piece[] = []
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    const { client, clock } = struct.id
    removals.add(client, clock, struct.length, by)
    const piece = pieceOf(struct)
    if (piece !== null && clock < (transaction.beforeState.get(client) ?? 0)) pieces.push(piece)
  })
  return pieces
}

const insertedPieces = ({ beforeState, afterState, doc }: Y.Transaction): Piece[] => {
  const pieces: Piece[] = []
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0
    if (start === end) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
      const struct = structs[index] as Y.Item | Y.GC
      const piece = pieceOf(struct)
      if (piece !== null) pieces.push(piece)
    }
  }
  return pieces
}
