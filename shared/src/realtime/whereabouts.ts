import * as Y from 'yjs'
import type { TextPlace } from './authors'
import { parentOf } from './moved-text-order'
import type { Moves } from './moves'

/** A character that can be read: the one at `offset` of a Yjs item. */
export interface StandingCharacter {
  text: Y.XmlText
  item: Y.Item
  offset: number
}

/** Everywhere the character can be read: where it was typed, and where it was put since. */
export const whereaboutsOf = (doc: Y.Doc, moves: Moves, place: TextPlace): StandingCharacter[] => {
  const found: StandingCharacter[] = []
  const pending = [place]
  for (let steps = 0; pending.length > 0 && steps < longestWay; steps++) {
    const next = pending.pop() as TextPlace
    const standing = standingAt(doc, next)
    if (standing !== null) found.push(standing)
    else pending.push(...moves.from(next))
  }
  return found
}

/** Of moves of one character, all ways together: whatever the log says, there is an end to it. */
const longestWay = 100

const standingAt = (doc: Y.Doc, { client, clock }: TextPlace): StandingCharacter | null => {
  if (clock >= Y.getState(doc.store, client)) return null
  const structs = doc.store.clients.get(client) ?? []
  const item = structs[Y.findIndexSS(structs, clock)]
  if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentString)) return null
  const text = parentOf(item)
  return text instanceof Y.XmlText ? { text, item, offset: clock - item.id.clock } : null
}

/** How many characters of its text stand before it. */
export const indexOf = ({ text, item, offset }: StandingCharacter): number => {
  let index = offset
  for (let other = text._start; other !== null && other !== item; other = other.right) {
    if (!other.deleted && other.countable) index += other.length
  }
  return index
}

/** The letter itself. */
export const letterOf = ({ item, offset }: StandingCharacter): string =>
  (item.content as Y.ContentString).str.charAt(offset)

/** The text by its Yjs indexes; what is no letter there counts as one that is none. */
export const readableText = (text: Y.XmlText): string => {
  let readable = ''
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    readable += item.content instanceof Y.ContentString ? item.content.str : '￼'.repeat(item.length)
  }
  return readable
}
