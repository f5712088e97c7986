import { commonPasswords, keyboardRows } from './common-passwords'

/** Letters that a figure or a sign is put for. */
const lookalikes: Record<string, string> = {
  '0': 'o',
  '1': 'il',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
  '|': 'l',
  '+': 't',
}

/** A character without its case and accents, with the letters that it may be put for. */
function readings(character: string): string {
  const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain + (lookalikes[character] ?? '')
}

/** Whether a plain word is written somewhere, whatever its case, accents and look-alikes. */
export function isWrittenIn(word: string, text: string): boolean {
  const characters = [...text].map(readings)
  return characters.some((_, start) => startsWith(characters, start, word))
}

function startsWith(characters: readonly string[], start: number, word: string): boolean {
  if (start + word.length > characters.length) return false
  for (let index = 0; index < word.length; index++) {
    if (!characters[start + index]?.includes(word.charAt(index))) return false
  }
  return true
}

/**
 * How many characters a password is worth when what an attacker tries first counts as one: a common word, a run along
 * a keyboard row, a sequence, a repeated character, a year, a punctuation mark with its
 * space, a block written again and again.
 *
 *     predictableLength('Bonjour2026!!!') // 3
 */
export function predictableLength(password: string): number {
  const characters = [...password]
  const period = periodOf(characters)
  const once = shortestReading(characters.slice(0, period))
  return period < characters.length ? once + 1 : once
}

/** The least number of pieces that the characters can be cut into. */
function shortestReading(characters: readonly string[]): number {
  const letters = characters.map(readings)
  const fewest = new Array<number>(characters.length + 1).fill(0)
  for (let start = characters.length - 1; start >= 0; start--) {
    const pieces = [1, ...knownPieces(characters, letters, start)]
    fewest[start] = 1 + Math.min(...pieces.map((length) => fewest[start + length] ?? 0))
  }
  return fewest[0] ?? 0
}

/** Lengths of the known pieces that begin at `start`. */
function knownPieces(characters: readonly string[], letters: readonly string[], start: number): number[] {
  const words = commonPasswords.filter((word) => startsWith(letters, start, word)).map(({ length }) => length)
  const text = characters.slice(start).join('').toLowerCase()
  const year = /^(?:19|20)\d\d/.test(text) ? [4] : []
  const punctuation = /^[,;:.!?] /.test(text) ? [2] : []
  return [...words, ...year, ...punctuation, ...runs(characters, start), ...rowRuns(text)]
}

/** Repetitions and sequences (`aaa`, `abc`, `987`) of three characters and more. */
function runs(characters: readonly string[], start: number): number[] {
  const code = (index: number) => characters[index]?.toLowerCase().codePointAt(0)
  return [0, 1, -1].flatMap((step) => {
    let end = start + 1
    while (end < characters.length && code(end) === (code(end - 1) ?? 0) + step) end += 1
    return end - start >= 3 ? [end - start] : []
  })
}

/** Runs of four keys and more along a row, in either direction. */
function rowRuns(text: string): number[] {
  return keyboardRows.flatMap((row) =>
    [row, [...row].reverse().join('')].flatMap((keys) => {
      let length = 0
      while (length < text.length && keys.includes(text.slice(0, length + 1))) length += 1
      return length >= 4 ? [length] : []
    }),
  )
}

/** Length of the block that the whole is made of, written twice or more; the whole length when there is none. */
function periodOf(characters: readonly string[]): number {
  for (let period = 1; period <= characters.length / 2; period++) {
    if (characters.every((character, index) => index < period || character === characters[index - period])) {
      return period
    }
  }
  return characters.length
}
