import * as Y from 'yjs'
import { addRange, withoutRanges, type Ranges } from './ranges'
import { updateWithout } from './update'

/** One struct that the document does not hold; `text` is empty for what is no text, or does not stay. */
interface Piece {
  client: number
  start: number
  end: number
  text: string
  origin: Y.ID | null
}

/**
 * The words that an update would add to a document that holds so much of each client: what a person has to read before
 * they take it. What it takes away again itself is left out. Words stand after those that they were written after;
 * those that do not follow the ones before them begin a line.
 *
 *     addedWords(setAside, vectorOfUpdate(state))  // 'le dernier bus'
 */
export const addedWords = (update: Uint8Array, held: Map<number, number>): string => {
  let words = ''
  let last: Piece | null = null
  for (const piece of inReadingOrder(piecesOf(update, held))) {
    const { origin } = piece
    const followsOn = last !== null && origin?.client === last.client && origin.clock === last.end - 1
    if (piece.text !== '' && words !== '' && !followsOn && !words.endsWith('\n')) words += '\n'
    words += piece.text
    last = piece
  }
  return words
}

/** Whether an update brings nothing that such a document lacks, but perhaps the removal of text. */
export const addsNothing = (update: Uint8Array, held: Map<number, number>): boolean =>
  Y.decodeUpdate(updateWithout(update, held)).structs.every((struct) => struct instanceof Y.Skip)

const piecesOf = (update: Uint8Array, held: Map<number, number>): Piece[] => {
  const { structs, ds } = Y.decodeUpdate(updateWithout(update, held))
  const deletions: Ranges = new Map()
  for (const [client, items] of ds.clients) {
    for (const { clock, len } of items) addRange(deletions, client, clock, clock + len)
  }
  return structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item)) return []
    const { client, clock } = struct.id
    const { content, origin, length } = struct
    const text = content instanceof Y.ContentString ? keptText(client, clock, content.str, deletions) : ''
    return { client, start: clock, end: clock + length, text, origin }
  })
}

const keptText = (client: number, clock: number, text: string, deletions: Ranges): string => {
  const whole: Ranges = new Map([[client, [{ start: clock, end: clock + text.length }]]])
  const kept = withoutRanges(whole, deletions).get(client) ?? []
  return kept.map(({ start, end }) => text.slice(start - clock, end - clock)).join('')
}

/** Each piece after the one that it was written after, with all that follows from it. */
const inReadingOrder = (pieces: Piece[]): Piece[] => {
  const byClient = new Map<number, Piece[]>()
  for (const piece of pieces) {
    const list = byClient.get(piece.client)
    if (list === undefined) byClient.set(piece.client, [piece])
    else list.push(piece)
  }
  const followers = new Map<Piece, Piece[]>()
  const waiting: Piece[] = []
  for (const piece of pieces) {
    const before = piece.origin && pieceAt(byClient.get(piece.origin.client) ?? [], piece.origin.clock)
    const list = before ? (followers.get(before) ?? []) : waiting
    list.push(piece)
    if (before) followers.set(before, list)
  }
  const ordered: Piece[] = []
  waiting.reverse()
  for (let piece = waiting.pop(); piece !== undefined; piece = waiting.pop()) {
    ordered.push(piece)
    for (const follower of (followers.get(piece) ?? []).reverse()) waiting.push(follower)
  }
  return ordered
}

const pieceAt = (pieces: Piece[], clock: number): Piece | undefined => {
  let low = 0
  let high = pieces.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((pieces[middle] as Piece).end <= clock) low = middle + 1
    else high = middle
  }
  const found = pieces[low]
  return found !== undefined && found.start <= clock ? found : undefined
}
