import * as Y from 'yjs'
import { blocksToText, readBlocks } from './document'
import { foldText, type FoldedText } from './folded-text'
import { locateQuote, type Passage, type QuotedPassage } from './quote'
import { hardBreak } from './runs'
import { textblocksOf } from './textblock'
import { loadDocument } from './update'

/** Where a comment hangs: two encoded Yjs relative positions, the words, and what stands around them. */
export interface TextAnchor extends QuotedPassage {
  startPosition: Uint8Array
  endPosition: Uint8Array
}

/** The anchor of the first place where these words stand; null when they do not. */
export const quoteAnchor = (state: Uint8Array, quote: string): TextAnchor | null => {
  const doc = loadDocument([state])
  const start = blocksToText(readBlocks(doc)).indexOf(quote)
  const anchor = start === -1 ? null : anchorAt(doc, { start, end: start + quote.length })
  doc.destroy()
  return anchor
}

/** A document as it is read for its anchors: once, for however many. */
export interface AnchorReader {
  text: string
  pieces: Piece[]
  /** As `locateAnchor`. */
  locate(anchor: TextAnchor): Passage | null
}

export const createAnchorReader = (doc: Y.Doc): AnchorReader => {
  const text = blocksToText(readBlocks(doc))
  const pieces = piecesOf(doc)
  const starts = new Map(pieces.map((piece) => [piece.text as unknown, piece.start]))
  let folded: FoldedText | undefined
  return {
    text,
    pieces,
    locate: (anchor) => {
      const placed = byPositions(doc, anchor, starts)
      if (placed !== null && areAlike(text.slice(placed.start, placed.end), anchor.quote)) return placed
      folded ??= foldText(text)
      return locateQuote(folded, anchor)
    },
  }
}

/** The anchor of a passage of the text that `blocksToText` writes; null when it begins or ends where there is no text. */
export const anchorAt = (
  doc: Y.Doc,
  { start, end }: Passage,
  { text, pieces }: Pick<AnchorReader, 'text' | 'pieces'> = createAnchorReader(doc),
): TextAnchor | null => {
  const first = pieces.find((piece) => start >= piece.start && start < piece.start + piece.text.length)
  const last = pieces.find((piece) => end > piece.start && end <= piece.start + piece.text.length)
  if (first === undefined || last === undefined || end <= start) return null
  const position = (piece: Piece, offset: number, side: number): Uint8Array =>
    Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(piece.text, offset - piece.start, side))
  return {
    startPosition: position(first, start, toTheRight),
    endPosition: position(last, end, toTheLeft),
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextLength), start),
    suffix: text.slice(end, end + contextLength),
  }
}

/**
 * Finds the passage again: by its positions as long as what stands between them is still much the same words, else by
 * its quote. Null: the thread is detached.
 */
export const locateAnchor = (doc: Y.Doc, anchor: TextAnchor): Passage | null =>
  createAnchorReader(doc).locate(anchor)

const contextLength = 32
const toTheRight = 0
const toTheLeft = -1

/** An XmlText and where its first character stands in the document's text. */
interface Piece {
  text: Y.XmlText
  start: number
}

const piecesOf = (doc: Y.Doc): Piece[] => {
  const pieces: Piece[] = []
  let offset = 0
  for (const block of textblocksOf(doc)) {
    for (const node of block.toArray()) {
      if (node instanceof Y.XmlText) {
        pieces.push({ text: node, start: offset })
        offset += node.length
      } else if (node instanceof Y.XmlElement && node.nodeName === hardBreak) offset++
    }
    offset++
  }
  return pieces
}

const byPositions = (doc: Y.Doc, anchor: TextAnchor, starts: Map<unknown, number>): Passage | null => {
  const resolve = (encoded: Uint8Array): number | null => {
    const position = resolvePosition(doc, encoded)
    const start = starts.get(position?.type)
    return position === null || start === undefined ? null : start + position.index
  }
  const start = resolve(anchor.startPosition)
  const end = resolve(anchor.endPosition)
  return start === null || end === null || end <= start ? null : { start, end }
}

/** Positions come from browsers: what cannot be decoded is no place. */
const resolvePosition = (doc: Y.Doc, encoded: Uint8Array): Y.AbsolutePosition | null => {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(encoded), doc)
  } catch {
    return null
  }
}

/** Whether at least half of the longer one is common, counted from both ends. */
const areAlike = (one: string, other: string): boolean => {
  const shorter = Math.min(one.length, other.length)
  let head = 0
  while (head < shorter && one[head] === other[head]) head++
  let tail = 0
  while (tail < shorter - head && one.at(-1 - tail) === other.at(-1 - tail)) tail++
  return (head + tail) * 2 >= Math.max(one.length, other.length)
}
