import type { AttributedText, TextRun } from '@reliance/shared/realtime/schemas'

/** Words that stand together and come from one author; null for the words of the template. */
export type Passage = { author: number | null; runs: TextRun[] }

/** The runs of one block, those of one author together whatever their bold or italics. */
export function passagesOf(runs: readonly TextRun[]): Passage[] {
  const passages: Passage[] = []
  for (const run of runs) {
    const author = run.author ?? null
    const last = passages.at(-1)
    if (last?.author === author) last.runs.push(run)
    else passages.push({ author, runs: [run] })
  }
  return passages
}

/** The passages of a whole text in reading order, without those that are only spaces. */
export function listPassages(text: AttributedText): { author: number | null; words: string }[] {
  return text.blocks
    .flatMap(({ runs }) => passagesOf(runs))
    .map(({ author, runs }) => ({
      author,
      words: runs
        .map((run) => run.text)
        .join('')
        .trim(),
    }))
    .filter(({ words }) => words !== '')
}
