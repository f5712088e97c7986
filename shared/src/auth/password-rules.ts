import { limits } from '../fields'
import { isWrittenIn, predictableLength } from './predictable-length'

/** What a password lacks to have the nearest accepted form, so that a form can say it in plain words. */
export type PasswordLack = 'length' | 'lower' | 'upper' | 'digit' | 'special'

/** `bits` is an estimate: how many times a guesser has to double their attempts. */
export type PasswordVerdict =
  | { accepted: true; bits: number }
  | { accepted: false; bits: number; code: 'password-too-weak'; lacks: PasswordLack[] }
  | { accepted: false; bits: number; code: 'password-too-long' | 'password-personal' | 'password-common' }

/** How many characters each kind is chosen from; 37 special ones is the figure of the CNIL. */
const kinds = {
  lower: { pattern: /\p{Ll}/u, size: 26 },
  upper: { pattern: /\p{Lu}/u, size: 26 },
  digit: { pattern: /\p{Nd}/u, size: 10 },
  special: { pattern: /[^\p{Ll}\p{Lu}\p{Nd}]/u, size: 37 },
} as const
type Kind = keyof typeof kinds
const allKinds = Object.keys(kinds) as Kind[]

/** The forms that the CNIL gives as worth 80 bits. */
const shortForm = { length: 12, kinds: allKinds }
const longForm = { length: 14, kinds: ['lower', 'upper', 'digit'] as Kind[] }
const phraseWords = 7
const bitsPerWord = 80 / phraseWords

/** What the CNIL asks where attempts are limited, as they are here; the least after discounting what is guessed first. */
const leastBits = 50

/** Shorter names and addresses occur in ordinary words. */
const shortestPersonal = 4

/** One form for what looks the same, whatever the keyboard that typed it: to be hashed and compared in this form. */
export function normalizePassword(password: string): string {
  return password.normalize('NFKC')
}

/**
 * Whether a password can be taken, after CNIL deliberation 2022-100 of 21 July 2022, at its level for a password alone
 * (80 bits): 12 characters of four kinds, or 14 with lower case, upper case and digits, or a phrase of seven words. What
 * has that form and is guessed all the same is refused: common words with a year or a sign, rows of keys, repetitions,
 * the person's own name and address.
 *
 *     checkPassword('Motdepasse2026!', { name: 'Anne Roche', email: 'anne@example.org' }) // password-common
 */
export function checkPassword(password: string, person: { name: string; email: string }): PasswordVerdict {
  const normal = normalizePassword(password)
  const bits = estimateBits(normal)
  if ([...normal].length > limits.password) return { accepted: false, bits, code: 'password-too-long' }
  const lacks = lackOf(normal)
  if (lacks.length > 0) return { accepted: false, bits, code: 'password-too-weak', lacks }
  if (personalWords(person).some((word) => isWrittenIn(word, normal))) {
    return { accepted: false, bits, code: 'password-personal' }
  }
  if (bits < leastBits) return { accepted: false, bits, code: 'password-common' }
  return { accepted: true, bits }
}

function lackOf(password: string): PasswordLack[] {
  if (distinctWords(password) >= phraseWords) return []
  const length = [...password].length
  const form = length >= shortForm.length && length < longForm.length ? shortForm : longForm
  const missing = form.kinds.filter((kind) => !kinds[kind].pattern.test(password))
  return length < shortForm.length ? ['length', ...missing] : missing
}

function estimateBits(password: string): number {
  const alphabet = allKinds.reduce(
    (size, kind) => size + (kinds[kind].pattern.test(password) ? kinds[kind].size : 0),
    0,
  )
  const words = distinctWords(password)
  const isPhrase = words >= phraseWords
  const length = predictableLength((isPhrase ? lettersOf(password) : password).slice(0, limits.password))
  const byCharacter = length * Math.log2(Math.max(alphabet, 1))
  return Math.round(isPhrase ? Math.min(byCharacter, words * bitsPerWord) : byCharacter)
}

/** Words of two letters and more, each counted once. */
function distinctWords(password: string): number {
  return new Set(password.toLowerCase().match(/\p{L}{2,}/gu)).size
}

const lettersOf = (text: string) => text.replace(/\P{L}/gu, '')

function personalWords({ name, email }: { name: string; email: string }): string[] {
  const localPart = email.slice(0, Math.max(0, email.lastIndexOf('@')))
  return [localPart, ...localPart.split(/[^\p{L}]+/u), ...name.split(/[^\p{L}]+/u)]
    .map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
    .filter(({ length }) => length >= shortestPersonal)
}
