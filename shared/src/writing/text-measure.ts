import { hasLetter } from '../realtime/letters'

/** How long a text is. */
export interface TextMeasure {
  words: number
  /** Whole minutes of silent reading, rounded up; 0 for an empty text. */
  minutes: number
}

/**
 * Words a minute of adults reading French (mean of the standardised texts, IReST): Trauzettel-Klosinski & Dietz 2012,
 * Investigative Ophthalmology & Visual Science 53(9), 5452-5461.
 */
const wordsAMinute = 195

/** Words as word processors count them: what stands between spaces that may break, and has a letter or a digit. */
export const measureText = (text: string): TextMeasure => {
  const words = (text.match(betweenSpaces) ?? []).filter(hasLetter).length
  return { words, minutes: Math.ceil(words / wordsAMinute) }
}

const betweenSpaces = /[^ \t\r\n]+/g
