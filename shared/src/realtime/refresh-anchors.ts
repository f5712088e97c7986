import * as Y from 'yjs'
import { anchorAt, createAnchorReader, type AnchorReader, type TextAnchor } from './anchor'
import type { TextPlace } from './authors'
import { follow, type FollowedText } from './moved-text'
import { Moves } from './moves'
import type { Passage } from './quote'
import { indexOf, whereaboutsOf } from './whereabouts'

/** An anchor that follows the text, and the words that were commented on at first. */
export interface KeptAnchor extends TextAnchor {
  quotedWords: string
}

/**
 * The anchors as they hang after this log, in order: where the words stand now, what they are now and what stands around
 * them (RT23). Their characters are followed to where a split, a join or a move has put them, which positions alone do
 * not; what the log has forgotten is found by its quote. Null: the words are gone, or so changed that little of what was
 * commented on is left, or two places fit as well.
 */
export const refreshAnchors = (followed: FollowedText, anchors: KeptAnchor[]): (TextAnchor | null)[] => {
  const { doc, authors: moves } = follow(followed, new Moves())
  const reader = createAnchorReader(doc)
  const refreshed = anchors.map((anchor) => {
    const found = byCharacters(doc, moves, reader, anchor) ?? reader.locate(anchor)
    const passage = found && trimmed(reader.text, found, anchor.quotedWords)
    const isKept =
      passage !== null && isMuchOf(reader.text.slice(passage.start, passage.end), anchor.quotedWords)
    return isKept ? anchorAt(doc, passage, reader) : null
  })
  doc.destroy()
  return refreshed
}

/**
 * Where most of the anchor's characters stand together now. Null when the log has forgotten them, when none of them is
 * left, and when a third of the words is not.
 */
const byCharacters = (
  doc: Y.Doc,
  moves: Moves,
  { text, pieces }: AnchorReader,
  anchor: TextAnchor,
): Passage | null => {
  const offsets = charactersOf(doc, anchor).flatMap((character) => {
    const places = whereaboutsOf(doc, moves, character)
    const [standing] = places
    // Where two have put it elsewhere at once it stands twice: the others, or the quote, decide.
    if (standing === undefined || places.length > 1) return []
    const piece = pieces.find((one) => one.text === standing.text)
    return piece === undefined ? [] : [piece.start + indexOf(standing)]
  })
  const together = largestCluster(
    offsets.sort((one, other) => one - other),
    anchor.quote.length + widestGap,
  )
  const [start] = together
  const last = together.at(-1)
  if (start === undefined || last === undefined || together.length * 2 < offsets.length) return null
  return isMuchOf(text.slice(start, last + 1), anchor.quote) ? { start, end: last + 1 } : null
}

/** Between two characters of one passage, besides the passage itself. */
const widestGap = 60

const largestCluster = (sorted: number[], gap: number): number[] => {
  const clusters: number[][] = []
  for (const offset of sorted) {
    const last = clusters.at(-1)
    if (last !== undefined && offset - (last.at(-1) as number) <= gap) last.push(offset)
    else clusters.push([offset])
  }
  return clusters.reduce((largest, one) => (one.length > largest.length ? one : largest), [])
}

/** The characters from the anchor's first to its last, as they were typed side by side; those two when it spans blocks. */
const charactersOf = (doc: Y.Doc, { startPosition, endPosition }: TextAnchor): TextPlace[] => {
  const first = characterOf(startPosition)
  const last = characterOf(endPosition)
  if (first === null || last === null) return []
  const characters: TextPlace[] = []
  let item = itemAt(doc, first)
  for (let at = first.clock; item !== null && characters.length < mostCharacters; at = item?.id.clock ?? 0) {
    const end = item.id.clock + item.length
    for (let clock = at; clock < end; clock++) {
      if (item.content instanceof Y.ContentString) characters.push({ client: item.id.client, clock })
      if (item.id.client === last.client && clock === last.clock) return characters
    }
    item = item.right
  }
  return [first, last]
}

const mostCharacters = 20_000

const itemAt = (doc: Y.Doc, { client, clock }: TextPlace): Y.Item | null => {
  if (clock >= Y.getState(doc.store, client)) return null
  const structs = doc.store.clients.get(client) ?? []
  const struct = structs[Y.findIndexSS(structs, clock)]
  return struct instanceof Y.Item ? struct : null
}

const characterOf = (position: Uint8Array): TextPlace | null => {
  try {
    return Y.decodeRelativePosition(position).item
  } catch {
    return null
  }
}

/** A passage that has grown is cut back to where it begins and ends with words that were commented on. */
const trimmed = (text: string, { start, end }: Passage, quotedWords: string): Passage | null => {
  const known = new Set(wordsOf(quotedWords))
  const words = [...text.slice(start, end).matchAll(word)]
  if (words.length <= wordsOf(quotedWords).length) return { start, end }
  const own = words.filter(([found]) => known.has(found.toLowerCase()))
  const [first] = own
  const last = own.at(-1)
  if (first === undefined || last === undefined) return null
  return { start: start + first.index, end: start + last.index + last[0].length }
}

const word = /[\p{L}\p{N}]+/gu

/** Whether a third of the words that were are among those that are. */
const isMuchOf = (now: string, before: string): boolean => {
  const left = new Map<string, number>()
  for (const word of wordsOf(now)) left.set(word, (left.get(word) ?? 0) + 1)
  const were = wordsOf(before)
  const kept = were.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
  return were.length === 0 || kept.length * 3 >= were.length
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(word) ?? []
