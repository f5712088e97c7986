import * as Y from 'yjs'
import { blocksToText, readBlocks } from './document'
import { hardBreak } from './runs'
import { textblocksOf } from './textblock'
import { loadDocument } from './update'

/** Where a comment hangs: two encoded Yjs relative positions, the words, and what stands around them. */
export interface TextAnchor {
  startPosition: Uint8Array
  endPosition: Uint8Array
  quote: string
  prefix: string
  suffix: string
}

/** A stretch of the document's text as `blocksToText` writes it; `end` is not included. */
export interface Passage {
  start: number
  end: number
}

/** The anchor of the first, or `occurrence`-th, place where these words stand; null when they do not. */
export const quoteAnchor = (state: Uint8Array, quote: string, occurrence = 0): TextAnchor | null => {
  const doc = loadDocument([state])
  const start = placesOf(blocksToText(readBlocks(doc)), quote)[occurrence]
  const anchor = start === undefined ? null : anchorAt(doc, { start, end: start + quote.length })
  doc.destroy()
  return anchor
}

/** The anchor of a passage; null when it begins or ends where there is no text. */
export const anchorAt = (doc: Y.Doc, { start, end }: Passage): TextAnchor | null => {
  const text = blocksToText(readBlocks(doc))
  const pieces = piecesOf(doc)
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
 * the quote where its surroundings agree best. Null: the thread is detached.
 */
export const locateAnchor = (doc: Y.Doc, anchor: TextAnchor): Passage | null => {
  const text = blocksToText(readBlocks(doc))
  const placed = byPositions(doc, anchor)
  if (placed !== null && areAlike(text.slice(placed.start, placed.end), anchor.quote)) return placed
  return byQuote(text, anchor)
}

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

const byPositions = (doc: Y.Doc, anchor: TextAnchor): Passage | null => {
  const pieces = piecesOf(doc)
  const resolve = (encoded: Uint8Array): number | null => {
    const position = resolvePosition(doc, encoded)
    const piece = pieces.find(({ text }) => text === position?.type)
    return position === null || piece === undefined ? null : piece.start + position.index
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

/** One place is enough by itself; among several, the surroundings must tell one from the others. */
const byQuote = (text: string, { quote, prefix, suffix }: TextAnchor): Passage | null => {
  const places = placesOf(text, quote)
    .map((start) => ({ start, score: agreement(text, start, start + quote.length, prefix, suffix) }))
    .sort((one, other) => other.score - one.score)
  const [best, second] = places
  if (best === undefined || best.score === second?.score) return null
  return { start: best.start, end: best.start + quote.length }
}

const agreement = (text: string, start: number, end: number, prefix: string, suffix: string): number => {
  let before = 0
  while (before < prefix.length && text[start - 1 - before] === prefix.at(-1 - before)) before++
  let after = 0
  while (after < suffix.length && text[end + after] === suffix[after]) after++
  return before + after
}

const placesOf = (text: string, quote: string): number[] => {
  const places: number[] = []
  if (quote === '') return places
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1)) places.push(at)
  return places
}
