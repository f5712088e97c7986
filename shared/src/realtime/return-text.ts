import * as Y from 'yjs'
import { hasLetter } from './letters'
import type { Moves } from './moves'
import { nearestPlace, type Place } from './nearest-place'
import type { StrandedText } from './stranded-text'
import { readAttributes, contentRoot, elementOf, type NewBlock } from './textblock'
import { readableText } from './whereabouts'

/**
 * Puts stranded text where it can be read, tells `moves` where that is, and gives back the block: beside what it was
 * typed at, or else in a block of its own where its block stood, or else at the end.
 */
export const returnText = (doc: Y.Doc, moves: Moves, stranded: StrandedText): Y.XmlElement => {
  const place =
    (stranded.block && nearestPlace(doc, moves, stranded, stranded.block)) ?? newPlace(doc, stranded)
  const before = place.isBeside ? '' : spaceBefore(place, stranded.text)
  const after = place.isBeside ? '' : spaceAfter(place, stranded.text)
  const clock = Y.getState(doc.store, doc.clientID) + before.length
  place.text.insert(place.index, before + stranded.text + after)
  moves.carry({ ...stranded, length: stranded.text.length }, { client: doc.clientID, clock })
  return place.text.parent as Y.XmlElement
}

/** Words that are put beside others than those they were typed at stay words of their own. */
const spaceBefore = ({ text, index }: Place, words: string): string =>
  hasLetter(readableText(text)[index - 1]) && hasLetter(words[0]) ? ' ' : ''

const spaceAfter = ({ text, index }: Place, words: string): string =>
  hasLetter(readableText(text)[index]) && hasLetter(words.at(-1)) ? ' ' : ''

const newPlace = (doc: Y.Doc, { block }: StrandedText): Place => {
  const element = block === null ? null : block.element
  const item = element?._item ?? null
  const content = doc.getXmlFragment(contentRoot)
  const isThere = element !== null && item !== null && !item.deleted
  const parent = isThere ? element : elementOf({ ...(element && formerAttributes(element)), runs: [] })
  if (!isThere) content.insert(item === null ? content.length : blocksBefore(item), [parent])
  return { text: textIn(parent), index: 0, isBeside: true }
}

const textIn = (element: Y.XmlElement): Y.XmlText => {
  const present = element.toArray().find((child) => child instanceof Y.XmlText)
  if (present !== undefined) return present
  const text = new Y.XmlText()
  element.insert(element.length, [text])
  return text
}

/** What kind of block it was: its attributes went with it, and are still known. */
const formerAttributes = (element: Y.XmlElement): Omit<NewBlock, 'runs'> => {
  const given: Record<string, unknown> = {}
  for (const [name, item] of element._map) given[name] = item.content.getContent().at(-1)
  const { kind, level, depth } = readAttributes(given)
  return { kind, level, depth }
}

const blocksBefore = (item: Y.Item): number => {
  let count = 0
  for (let other = item.left; other !== null; other = other.left)
    if (!other.deleted && other.countable) count += other.length
  return count
}
