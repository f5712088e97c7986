import * as Y from 'yjs'
import { findDoubled } from './doubled-text'
import type { Walk } from './moved-text-order'
import type { Moves } from './moves'
import { addRange, type Ranges } from './ranges'
import { returnText } from './return-text'
import { findStranded, type StrandedText } from './stranded-text'
import { rereadAttribute, textblock } from './textblock'
import { withDeletions } from './update'

/** A change to be made after the log. */
export interface Mending {
  /** Yjs client whose person wrote these words; null for what is nobody's. */
  author: number | null
  update: Uint8Array
}

/**
 * Makes good what merging has done to words that people wrote apart (RT22), in the order in which it is to be applied:
 * - text that went with a block that somebody else took out stands again, beside the words that it was typed at, or
 *   else in a block of its own; it stays its author's, under a client id of its own;
 * - the blocks where this was done, and those where two copies of the same words stand, are marked to be read again.
 *
 * `doc` and `moves` are those of `follow`, `log` is all that was applied; `newClientId` gives a Yjs client id that nobody
 * has. What is done is noted in the document, so that whoever looks again finds nothing: then the list is empty.
 */
export const mend = (doc: Y.Doc, moves: Moves, log: Uint8Array[], newClientId: () => number): Mending[] => {
  const write = createWriter(doc, newClientId)
  const marked = new Set<Y.XmlElement>()
  for (const stranded of findStranded(doc, log, walk())) {
    for (const { author, part } of byAuthor(stranded, moves))
      write(author, () => marked.add(returnText(doc, moves, part)), rangeOf(part))
  }
  const known = doc.getMap(mendedRoot)
  const doubled = findDoubled(doc, moves).filter(({ key }) => !known.has(key))
  for (const { places } of doubled)
    for (const { text } of places) if (text.parent instanceof Y.XmlElement) marked.add(text.parent)
  if (marked.size > 0)
    write(null, () => {
      for (const { key } of doubled) known.set(key, true)
      for (const element of marked) markToReread(element)
    })
  return write.mendings
}

/** Root of the document where it is noted which doubled text has been pointed out. */
const mendedRoot = 'mended'

/** Structs that are walked over in the blocks that were taken out; some hundredths of a second. */
const walk = (): Walk => ({ itemsLeft: 2_000_000 })

type Write = ((author: number | null, change: () => void, settled?: Ranges) => void) & { mendings: Mending[] }

/** Each author gets one new client id. `settled` is said to be deleted with the change: nobody looks for it any more. */
const createWriter = (doc: Y.Doc, newClientId: () => number): Write => {
  const clientIds = new Map<number | null, number>()
  const write: Write = (author, change, settled) => {
    doc.clientID = clientIds.get(author) ?? newClientId()
    clientIds.set(author, doc.clientID)
    const keep = (update: Uint8Array): void => {
      write.mendings.push({ author, update: settled ? withDeletions(update, settled) : update })
    }
    doc.on('update', keep)
    doc.transact(change)
    doc.off('update', keep)
  }
  write.mendings = []
  return write
}

const byAuthor = (stranded: StrandedText, moves: Moves): { author: number; part: StrandedText }[] => {
  let start = 0
  return moves.of(stranded.client, stranded.clock, stranded.text.length).map(({ author, length }) => {
    const text = stranded.text.slice(start, start + length)
    const part = { ...stranded, clock: stranded.clock + start, text }
    start += length
    return { author, part }
  })
}

const rangeOf = ({ client, clock, text }: StrandedText): Ranges => {
  const ranges: Ranges = new Map()
  addRange(ranges, client, clock, clock + text.length)
  return ranges
}

const markToReread = (element: Y.XmlElement): void => {
  if (element.nodeName !== textblock) return
  ;(element as Y.XmlElement<{ [rereadAttribute]: boolean }>).setAttribute(rereadAttribute, true)
}
