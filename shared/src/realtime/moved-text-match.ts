import { hasLetter } from './letters'
import { Gaps } from './moved-text-gaps'

/** `length` characters that stand at `from` in the text that went, and at `to` in the text that came. */
export interface Match {
  from: number
  to: number
  length: number
}

/**
 * What of `came` is text that `went`, the longest stretches first, each character once. A short stretch counts only as
 * whole words, and less than that only where nothing else came: two people may well use the same syllable.
 *
 *     matchText('la maison bleue', 'bleue, la maison')  // 'la maison' and 'bleue'
 *
 * Time grows with the lengths, whatever the texts: k-grams are looked up by hash, and few candidates are tried.
 */
export const matchText = (went: string, came: string): Match[] => {
  if (went === '' || came === '') return []
  if (went === came) return [{ from: 0, to: 0, length: went.length }]
  const gone = new Gaps(went)
  const arrived = new Gaps(came)
  const matches = stretchLengths.flatMap((length) => matchStretches(gone, arrived, length))
  return [...matches, ...matchLeftovers(gone, arrived)]
}

/** Long stretches are looked for first, so that a short one never takes a part of them. */
const stretchLengths = [64, 16, 4]
/** From here on it does not matter whether a stretch begins and ends with a word. */
const certainLength = 12
const shortestStretch = 4
const mostCandidates = 8

const matchStretches = (gone: Gaps, arrived: Gaps, length: number): Match[] => {
  if (gone.text.length < length || arrived.text.length < length) return []
  const candidates = gone.windows(length)
  const hashes = arrived.hashes(length)
  const matches: Match[] = []
  let next = 0
  for (let to = 0; to + length <= arrived.text.length; to++) {
    if (!arrived.isOpen(to)) continue
    const match = longest(gone, arrived, to, [next, ...candidates(hashes[to] as number, mostCandidates)])
    if (match === null || match.length < length) continue
    const kept = match.length >= certainLength ? match : wholeWords(gone.text, arrived.text, match)
    if (kept.length < shortestStretch) continue
    gone.fill(kept.from, kept.length)
    arrived.fill(kept.to, kept.length)
    matches.push(kept)
    next = kept.from + kept.length
    to = kept.to + kept.length - 1
  }
  return matches
}

const longest = (gone: Gaps, arrived: Gaps, to: number, candidates: number[]): Match | null => {
  let best: Match | null = null
  for (const from of candidates) {
    let length = 0
    while (
      gone.isOpen(from + length) &&
      arrived.isOpen(to + length) &&
      gone.text[from + length] === arrived.text[to + length]
    )
      length++
    if (length > (best?.length ?? 0)) best = { from, to, length }
  }
  return best
}

/** The match without what is, at its ends, half of a word in both texts. */
const wholeWords = (went: string, came: string, { from, to, length }: Match): Match => {
  const cutsWord = (text: string, at: number): boolean => hasLetter(text[at - 1]) && hasLetter(text[at])
  let start = 0
  let end = length
  while (start < end && cutsWord(went, from + start) && cutsWord(came, to + start)) start++
  while (end > start && cutsWord(went, from + end) && cutsWord(came, to + end)) end--
  return { from: from + start, to: to + start, length: end - start }
}

/**
 * Bits of equal length that are left on both sides. Yjs writes a change as the middle between what the old and the new
 * text have in common at their ends: where those overlap, the bit that went is the bit that came, turned about.
 */
const matchLeftovers = (gone: Gaps, arrived: Gaps): Match[] => {
  const byLetters = new Map<string, { start: number; text: string }[]>()
  for (const gap of gone.list()) {
    if (gap.text.length > longestLeftover) continue
    const letters = leastRotation(gap.text)
    byLetters.set(letters, [...(byLetters.get(letters) ?? []), gap])
  }
  if (byLetters.size === 0) return []
  const matches: Match[] = []
  let isComplete = true
  for (const gap of arrived.list()) {
    const same = gap.text.length > longestLeftover ? [] : byLetters.get(leastRotation(gap.text))
    const other = same?.shift()
    if (other === undefined) isComplete = false
    else matches.push(...turned(other, gap))
  }
  return isComplete ? matches : matches.filter(({ length }) => length >= shortestStretch)
}

const longestLeftover = 64

const turned = (gone: { start: number; text: string }, arrived: { start: number; text: string }): Match[] => {
  const { length } = arrived.text
  const head = (gone.text + gone.text).indexOf(arrived.text)
  const tail = length - head
  return [
    { from: gone.start + head, to: arrived.start, length: tail },
    { from: gone.start, to: arrived.start + tail, length: head },
  ].filter((match) => match.length > 0)
}

const leastRotation = (text: string): string => {
  let least = text
  for (let shift = 1; shift < text.length; shift++) {
    const rotation = text.slice(shift) + text.slice(0, shift)
    if (rotation < least) least = rotation
  }
  return least
}
