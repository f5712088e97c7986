import type * as Y from 'yjs'
import type { TextStretch } from './authors'
import { hasLetter } from './letters'
import type { Move, Moves } from './moves'
import { letterOf, whereaboutsOf, type StandingCharacter } from './whereabouts'

/** Text that two people put elsewhere at once, so that it stands in two places. */
export interface DoubledText {
  /** The same for the same text, whoever looks, as long as the log is the same. */
  key: string
  /** Of its first letter that stands in several places. */
  places: StandingCharacter[]
}

export const findDoubled = (doc: Y.Doc, moves: Moves): DoubledText[] => {
  const doubled = new Map<string, DoubledText>()
  let lettersLeft = mostLetters
  for (const { client, clock, length } of sharedStretches(moves.list)) {
    for (let at = clock; at < clock + length && lettersLeft > 0; at++, lettersLeft--) {
      const places = whereaboutsOf(doc, moves, { client, clock: at })
      const [first] = places
      if (first === undefined || places.length < 2 || !hasLetter(letterOf(first))) continue
      doubled.set(`${client}:${clock}`, { key: `${client}:${clock}`, places })
      break
    }
  }
  return [...doubled.values()]
}

/** Looked at, all stretches together; a tenth of a second. */
const mostLetters = 50_000

/** The text that two moves took from the same place. */
const sharedStretches = (moves: readonly Move[]): TextStretch[] => {
  const byClient = new Map<number, TextStretch[]>()
  for (const { from } of moves) byClient.set(from.client, [...(byClient.get(from.client) ?? []), from])
  return [...byClient.values()].flatMap((stretches) => {
    const sorted = stretches.sort((one, other) => one.clock - other.clock)
    return sorted.flatMap((one, index) => overlapsWithNext(one, sorted, index))
  })
}

const overlapsWithNext = (one: TextStretch, sorted: TextStretch[], index: number): TextStretch[] => {
  const overlaps: TextStretch[] = []
  const end = one.clock + one.length
  for (const other of sorted.slice(index + 1)) {
    if (other.clock >= end) break
    const length = Math.min(end, other.clock + other.length) - other.clock
    overlaps.push({ client: one.client, clock: other.clock, length })
  }
  return overlaps
}
