import type { TextAnchor } from '@reliance/shared/realtime/anchor'
import type { KeptAnchor } from '@reliance/shared/realtime/refresh-anchors'
import type { SeededRandom } from '../../realtime/seeded-random'
import { DriftingText, type Word } from './anchor-drift'

export interface AnchorScore {
  /** At least half of its words that are left are shown, or none is left and none is shown. */
  right: number
  /** Less than that is shown, but nothing else. */
  partly: number
  /** Said to be gone, although some of its words stand. */
  detached: number
  /** What is shown is mostly something else. */
  wrong: number
}

/**
 * How many of so many passages are where they ought to be after so many edits; the anchors are made anew after each
 * `storedEvery` edits.
 */
export const scoreAnchors = (
  random: SeededRandom,
  { ranges, edits, storedEvery }: { ranges: number; edits: number; storedEvery: number },
): AnchorScore => {
  const text = new DriftingText(random)
  const passages = Array.from({ length: ranges }, () => text.choose())
  const anchors = passages.map(({ anchor }) => ({ ...anchor, quotedWords: anchor.quote }))
  let placed: (TextAnchor | null)[] = []
  for (let edit = 1; edit <= edits; edit++) {
    text.edit()
    if (edit % storedEvery !== 0 && edit !== edits) continue
    placed = text.refresh(anchors)
    placed.forEach((anchor, index) => {
      const { quotedWords } = anchors[index] as KeptAnchor
      if (anchor !== null) anchors[index] = { ...anchor, quotedWords }
    })
  }
  if (!text.isTrue) throw new Error('the oracle does not say what the editor says')
  const score: AnchorScore = { right: 0, partly: 0, detached: 0, wrong: 0 }
  passages.forEach(({ words }, index) => {
    const anchor = placed[index]
    const place = anchor ? text.placeOfAnchor(anchor) : null
    score[verdictOn(text.left(words), place && text.wordsAt(place))]++
  })
  text.editor.close()
  return score
}

const verdictOn = (left: { words: Set<Word>; span: Set<Word> }, shown: Word[] | null): keyof AnchorScore => {
  if (shown === null) return left.words.size === 0 ? 'right' : 'detached'
  const own = shown.filter((word) => left.words.has(word)).length
  const outside = shown.filter((word) => !left.span.has(word)).length
  if (outside * 2 > shown.length) return 'wrong'
  return own * 2 >= left.words.size ? 'right' : 'partly'
}
