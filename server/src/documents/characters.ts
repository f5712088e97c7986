import type { AttributedText } from '@reliance/shared/realtime/schemas'

/**
 * How much of a text each author wrote, in characters as readers count them (code points), in the order of
 * `text.authors`. The words of the template count for nobody.
 *
 *     charactersByAuthor({ blocks: [{ ..., runs: [{ text: 'Vélo', author: 0 }] }], authors: [mark] })  // [4]
 */
export function charactersByAuthor(text: AttributedText): number[] {
  const characters = text.authors.map(() => 0)
  for (const { runs } of text.blocks) {
    for (const { text: words, author } of runs) {
      if (author !== undefined) characters[author] = (characters[author] ?? 0) + [...words].length
    }
  }
  return characters
}
