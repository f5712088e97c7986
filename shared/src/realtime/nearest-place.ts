import type * as Y from 'yjs'
import type { TextPlace } from './authors'
import type { Moves } from './moves'
import type { StrandedBlock, StrandedText } from './stranded-text'
import { indexOf, whereaboutsOf } from './whereabouts'

/** A place in a text that can be read. */
export interface Place {
  text: Y.XmlText
  index: number
  /** Next to the very letter that the words were typed at. */
  isBeside: boolean
}

/** Beside the nearest letter of the block, before or after the stranded text, that can still be read somewhere. */
export const nearestPlace = (
  doc: Y.Doc,
  moves: Moves,
  stranded: StrandedText,
  block: StrandedBlock,
): Place | null => {
  const before = lettersBefore(stranded, block)
  const after = lettersAfter(stranded, block)
  for (let step = 0; step < farthest; step++) {
    const letters = [before.next(), after.next()] as const
    for (const [side, { value, done }] of letters.entries()) {
      const [standing] = done ? [] : whereaboutsOf(doc, moves, value)
      if (standing === undefined) continue
      return { text: standing.text, index: indexOf(standing) + (side === 0 ? 1 : 0), isBeside: step === 0 }
    }
    if (letters.every(({ done }) => done)) return null
  }
  return null
}

/** Letters on each side: looking for a place has an end, however long the block is. */
const farthest = 10_000

function* lettersBefore(
  { client, clock, index }: StrandedText,
  { pieces }: StrandedBlock,
): Generator<TextPlace, void> {
  const start = pieces[index]?.clock ?? clock
  for (let at = clock - 1; at >= start; at--) yield { client, clock: at }
  for (const piece of pieces.slice(0, index).reverse())
    for (let at = piece.text.length - 1; at >= 0; at--)
      yield { client: piece.client, clock: piece.clock + at }
}

function* lettersAfter(
  { client, clock, text, index }: StrandedText,
  { pieces }: StrandedBlock,
): Generator<TextPlace, void> {
  const own = pieces[index]
  const end = own === undefined ? clock : own.clock + own.text.length
  for (let at = clock + text.length; at < end; at++) yield { client, clock: at }
  for (const piece of pieces.slice(index + 1))
    for (let at = 0; at < piece.text.length; at++) yield { client: piece.client, clock: piece.clock + at }
}
