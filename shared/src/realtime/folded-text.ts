/** A text as it is compared: without what people and word processors change without meaning to. */
export type FoldedText = {
  text: string
  /** For each character of `text`, where what it stands for begins and ends in the original. */
  starts: number[]
  ends: number[]
}

const replacements: Record<string, string> = {
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '“': '"',
  '”': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '‑': '-',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'oe',
  æ: 'ae',
  Æ: 'ae',
}
const invisible = /^[\u00ad\u200b-\u200d\u2060\ufeff]$/u

/**
 * Folds case, accents, typographic apostrophes, quotation marks, dashes and ligatures; makes one space of any white
 * space, the narrow ones of French typography included; drops what cannot be seen. Keeps the way back to the original.
 *
 *     foldText('L’Été').text // "l'ete"
 */
export function foldText(original: string): FoldedText {
  const folded: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let position = 0
  for (const character of original) {
    const end = position + character.length
    if (/\s/u.test(character)) {
      if (folded.at(-1) === ' ') ends[ends.length - 1] = end
      else push(' ', position, end)
    } else if (/\p{M}/u.test(character)) {
      // A combining mark belongs to the letter before it.
      if (ends.length > 0) ends[ends.length - 1] = end
    } else if (!invisible.test(character)) {
      push(plain(character), position, end)
    }
    position = end
  }
  return { text: folded.join(''), starts, ends }

  function push(text: string, start: number, end: number): void {
    for (const unit of text.split('')) {
      folded.push(unit)
      starts.push(start)
      ends.push(end)
    }
  }
}

function plain(character: string): string {
  const letters = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return replacements[character] ?? letters
}
