import * as Y from 'yjs'
import { parentOf, piecesBelow, type Type, type Walk } from './moved-text-order'
import { pieceOf, type Piece } from './moved-text-pieces'
import { addRange, addRanges, withoutRanges, type Ranges } from './ranges'
import { contentRoot } from './textblock'

/** Text that nobody deleted, and that cannot be read: the block that it was typed in was taken out. */
export interface StrandedText {
  client: number
  clock: number
  text: string
  /** The block that it was typed in; null when that is forgotten. */
  block: StrandedBlock | null
  /** Its place among the pieces of the block. */
  index: number
}

export interface StrandedBlock {
  element: Y.XmlElement
  /** All the text that ever stood in it and is not forgotten, in order. */
  pieces: Piece[]
}

/**
 * Who takes a block out says of each character that they know of that it is deleted; what somebody else typed in it
 * meanwhile goes with it, and is in no list of deletions. `doc` is that of `follow`, `log` all that was applied to it.
 */
export const findStranded = (doc: Y.Doc, log: Uint8Array[], walk: Walk): StrandedText[] => {
  const decoded = log.map((update) => Y.decodeUpdate(update))
  const deleted: Ranges = new Map()
  for (const { ds } of decoded) addRanges(deleted, rangesOf(ds))
  const lost = lostText(doc, deleted)
  const forgotten = forgottenText(
    doc,
    decoded.flatMap(({ structs }) => structs),
    deleted,
  )
  return [...inBlocks(doc, lost, walk), ...forgotten]
}

const rangesOf = ({ clients }: { clients: Map<number, { clock: number; len: number }[]> }): Ranges => {
  const ranges: Ranges = new Map()
  for (const [client, items] of clients)
    for (const { clock, len } of items) addRange(ranges, client, clock, clock + len)
  return ranges
}

/** Text that is deleted in the document, and in no list of deletions. */
const lostText = (doc: Y.Doc, deleted: Ranges): Ranges => {
  const gone: Ranges = new Map()
  for (const [client, structs] of doc.store.clients)
    for (const struct of structs)
      if (struct.deleted && isWords(pieceOf(struct)))
        addRange(gone, client, struct.id.clock, struct.id.clock + struct.length)
  return withoutRanges(gone, deleted)
}

const isWords = (piece: Piece | null): boolean => piece?.item.content instanceof Y.ContentString

/** The lost text of each block that is known, in the order in which it was typed there. */
const inBlocks = (doc: Y.Doc, lost: Ranges, walk: Walk): StrandedText[] => {
  const blocks = new Map<Y.XmlElement, StrandedBlock>()
  for (const [client, ranges] of lost) {
    const structs = doc.store.clients.get(client) ?? []
    for (const { start, end } of ranges)
      for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
        const item = structs[index] as Y.Item
        if (item.id.clock >= end) break
        const element = blockOf(doc, item)
        const pieces = element && !blocks.has(element) ? piecesBelow(element as Type, walk) : null
        if (element && pieces) blocks.set(element, { element, pieces })
      }
  }
  return [...blocks.values()].flatMap((block) => strandedIn(block, lost))
}

const strandedIn = (block: StrandedBlock, lost: Ranges): StrandedText[] =>
  block.pieces.flatMap((piece, index) => {
    const { client, clock, text } = piece
    if (!piece.item.deleted || !isWords(piece)) return []
    return (lost.get(client) ?? []).flatMap((range) => {
      const start = Math.max(range.start, clock)
      const end = Math.min(range.end, clock + text.length)
      if (start >= end) return []
      return [{ client, clock: start, text: text.slice(start - clock, end - clock), block, index }]
    })
  })

/** The block of the text that the item stands in; null for what is no text of the document. */
const blockOf = (doc: Y.Doc, item: Y.Item): Y.XmlElement | null => {
  const root = doc.getXmlFragment(contentRoot) as unknown as Type
  for (let type = parentOf(item); type?._item; type = parentOf(type._item)) {
    if (parentOf(type._item) === root) return type instanceof Y.XmlElement ? type : null
  }
  return null
}

/** What came for a block that was forgotten already: Yjs does not keep it, the log does. */
const forgottenText = (doc: Y.Doc, structs: (Y.Item | Y.GC | Y.Skip)[], deleted: Ranges): StrandedText[] =>
  structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return []
    const { client, clock } = struct.id
    const kept = doc.store.clients.get(client) ?? []
    if (!(kept[Y.findIndexSS(kept, clock)] instanceof Y.GC)) return []
    const { str } = struct.content
    const own: Ranges = new Map([[client, [{ start: clock, end: clock + str.length }]]])
    return (withoutRanges(own, deleted).get(client) ?? []).map(({ start, end }) => ({
      client,
      clock: start,
      text: str.slice(start - clock, end - clock),
      block: null,
      index: 0,
    }))
  })
