import { contextSimilarity } from './context-similarity'
import { foldText, type FoldedText } from './folded-text'

/** Words of a text, with what stands just before and after them. */
export type QuotedPassage = { quote: string; prefix: string; suffix: string }

/** A stretch of a text; `end` is not included. */
export type Passage = { start: number; end: number }

type Candidate = { start: number; similarity: number }

/** Two places closer than this in their agreement with the context are not told apart, unless one agrees wholly. */
const smallestDifference = 0.1
/** Unrelated French text agrees for about a third, so that a short quote needs clearly more than that. */
const leastSimilarity = 0.5
/** A quote as long as this is its own context: where it stands once, that is the place. */
const tellingLength = 32
/** Characters of context that are compared on each side. */
const longestContext = 64

/**
 * Finds a quoted passage again in a text that has been edited around it, or that was restored: offsets of the
 * original text, or null when the words are gone or when two places fit as well. Null leaves an anchor detached with
 * its quote, which its readers can repair; a wrong place they would not notice.
 *
 *     locateQuote('Le bus ne passe plus.', { quote: 'ne passe', prefix: 'Le bus ', suffix: ' plus' }) // { start: 7, end: 15 }
 *
 * The text-quote selector of the W3C Web Annotation Data Model (2017, 4.2.4), placed as Hypothesis does: occurrences
 * of the exact words, ranked by the likeness of their surroundings.
 */
export function locateQuote(text: string | FoldedText, passage: QuotedPassage): Passage | null {
  const folded = typeof text === 'string' ? foldText(text) : text
  const quote = foldText(passage.quote).text
  return placeOf(quote) ?? (quote === quote.trim() ? null : placeOf(quote.trim()))

  function placeOf(words: string): Passage | null {
    if (words.trim() === '') return null
    const place = choose(rank(folded.text, words, passage), words)
    if (!place) return null
    const start = folded.starts[place.start]
    const end = folded.ends[place.start + words.length - 1]
    return start === undefined || end === undefined ? null : { start, end }
  }
}

/** Every occurrence of the words, best surroundings first. */
function rank(text: string, words: string, passage: QuotedPassage): Candidate[] {
  const before = reversed(foldText(passage.prefix).text.slice(-longestContext))
  const after = foldText(passage.suffix).text.slice(0, longestContext)
  const length = before.length + after.length
  const candidates: Candidate[] = []
  for (let start = text.indexOf(words); start !== -1; start = text.indexOf(words, start + 1)) {
    const end = start + words.length
    const similarityBefore = contextSimilarity(
      before,
      reversed(text.slice(Math.max(0, start - 2 * longestContext), start)),
    )
    const similarityAfter = contextSimilarity(after, text.slice(end, end + 2 * longestContext))
    const similarity =
      length === 0 ? 1 : (similarityBefore * before.length + similarityAfter * after.length) / length
    candidates.push({ start, similarity })
  }
  return candidates.sort((a, b) => b.similarity - a.similarity)
}

function choose([best, second]: Candidate[], words: string): Candidate | null {
  if (!best) return null
  if (!second) return words.length >= tellingLength || best.similarity >= leastSimilarity ? best : null
  if (best.similarity === 1) return second.similarity < 1 ? best : null
  const apart = best.similarity - second.similarity >= smallestDifference
  return apart && best.similarity >= leastSimilarity ? best : null
}

const reversed = (text: string) => text.split('').reverse().join('')
