import type { IntentAuthor } from './intent-author'
import type { Place, Places } from './intent-words'

/** What authors wrote apart, and what came of it. */
export interface Meeting {
  authors: IntentAuthor[]
  /** The words when they parted. */
  before: Places
  /** The words that each saw when they met again. */
  shown: Places[]
  merged: Places
}

/** What nobody can be blamed for is counted; everything else is a fault. */
export interface Verdict {
  /** Words that were typed and not deleted by who typed them, and those that all had left standing. */
  meant: number
  /** Went with a block that somebody else took out meanwhile. */
  lost: number
  /** Two have put the same words elsewhere, and each copy stands. */
  doubled: number
  faults: string[]
}

export const noVerdict = (): Verdict => ({ meant: 0, lost: 0, doubled: 0, faults: [] })

export const judge = (meeting: Meeting, verdict: Verdict): void => {
  for (const [index, author] of meeting.authors.entries()) {
    for (const word of author.typed) judgeTyped(word, index, meeting, verdict)
  }
  for (const [word, [place, ...others]] of meeting.before) {
    if (place !== undefined && others.length === 0) judgeFound(word, place, meeting, verdict)
  }
}

const judgeTyped = (word: string, index: number, meeting: Meeting, verdict: Verdict): void => {
  const [own, ...others] = meeting.shown[index]?.get(word) ?? []
  const count = meeting.merged.get(word)?.length ?? 0
  if (others.length > 0) verdict.faults.push(`${word} stands twice for who typed it`)
  else if (own === undefined) {
    if (count > 0) verdict.faults.push(`${word} is back`)
  } else {
    verdict.meant++
    if (count > 1) verdict.faults.push(`${word} stands ${count} times`)
    else if (count === 0) wordLost(word, wasTakenOut(own, index, meeting), verdict)
  }
}

/** A word that was there: whoever puts it elsewhere makes a copy of it, and takes it away where it was. */
const judgeFound = (word: string, before: Place, meeting: Meeting, verdict: Verdict): void => {
  const places = meeting.shown.map((shown) => shown.get(word) ?? [])
  const copies = new Set(places.flat().map(({ letter }) => letter))
  if (!places.every((own) => own.some(({ letter }) => letter === before.letter))) copies.delete(before.letter)
  const count = meeting.merged.get(word)?.length ?? 0
  if (count > Math.max(1, copies.size)) verdict.faults.push(`${word} stands ${count} times`)
  else if (count > 1) verdict.doubled++
  if (places.some((own) => own.length === 0)) return
  verdict.meant++
  const isTakenOut = places.some((own, index) => own.some((place) => wasTakenOut(place, index, meeting)))
  if (count === 0) wordLost(word, isTakenOut, verdict)
}

const wasTakenOut = ({ block }: Place, index: number, { authors }: Meeting): boolean =>
  authors.some(({ removed }, other) => other !== index && removed.has(block))

const wordLost = (word: string, isTakenOut: boolean, verdict: Verdict): void => {
  if (isTakenOut) verdict.lost++
  else verdict.faults.push(`${word} is lost`)
}
