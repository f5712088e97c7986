import * as Y from 'yjs'
import type { Carrier } from './authors'
import type { Match } from './moved-text-match'
import { hardBreak } from './runs'

/** The text of one Yjs item; `client` and `clock` are those of its first character. */
export interface Piece {
  item: Y.Item
  client: number
  clock: number
  text: string
}

/** The piece of a struct that is text, or a line break; null for anything else. */
export const pieceOf = (struct: Y.Item | Y.GC): Piece | null => {
  if (!(struct instanceof Y.Item) || struct.parentSub !== null) return null
  const text = textOf(struct.content)
  return text === null ? null : { item: struct, client: struct.id.client, clock: struct.id.clock, text }
}

const textOf = (content: Y.Item['content']): string | null => {
  if (content instanceof Y.ContentString) return content.str
  const isBreak =
    content instanceof Y.ContentType &&
    content.type instanceof Y.XmlElement &&
    content.type.nodeName === hardBreak
  return isBreak ? '\n' : null
}

export const textOfPieces = (pieces: Piece[]): string => pieces.map(({ text }) => text).join('')

/** Says of the stretches of `came` that they are those of `went`; either is read as one text. */
export const carryMatches = (carrier: Carrier, went: Piece[], came: Piece[], matches: Match[]): void => {
  const gone = startsOf(went)
  const arrived = startsOf(came)
  for (const { from, to, length } of matches) {
    for (let done = 0; done < length;) {
      const source = placeAt(went, gone, from + done)
      const target = placeAt(came, arrived, to + done)
      const step = Math.min(length - done, source.length, target.length)
      carrier.carry({ ...source, length: step }, target)
      done += step
    }
  }
}

const startsOf = (pieces: Piece[]): number[] => {
  let end = 0
  return pieces.map(({ text }) => (end += text.length) - text.length)
}

/** The character at this offset, and how much of its piece follows from there on. */
const placeAt = (
  pieces: Piece[],
  starts: number[],
  offset: number,
): { client: number; clock: number; length: number } => {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((starts[middle] as number) <= offset) low = middle
    else high = middle
  }
  const { client, clock, text } = pieces[low] as Piece
  const inside = offset - (starts[low] as number)
  return { client, clock: clock + inside, length: text.length - inside }
}
