import type { ConsentResult } from './consent'
import { compareCollegeIds } from './electorate'
import type { AnswerCounts } from './schemas'

/** A result as it is shown: `counts` is null where a breakdown would say who answered what. */
export type MaskedConsentResult = Omit<ConsentResult, 'byCollege'> & {
  byCollege: { collegeId: string | null; electors: number; answered: number; counts: AnswerCounts | null }[]
}

/** [DL11] The usual floor: with fewer answers than this, a college's breakdown points at people. */
export const smallestShownGroup = 5

/**
 * Hides the breakdown of the colleges in which few people answered, and of as many others as it takes so that the
 * hidden ones cannot be found by subtracting the shown ones from the total.
 *
 * [DL11] A college with fewer than `minimum` answers is hidden.
 * [DL12] While only one answering college is hidden, or the hidden ones have fewer than `minimum` answers together,
 * the smallest shown one is hidden too (of two as small, the one whose id comes first).
 * [DL13] Electors and answers of each college, the quorum and the overall counts stay: taking part is public. Which
 * colleges are hidden follows from those numbers alone, so that hiding says nothing more about the answers.
 *
 * Complementary suppression as in statistical disclosure control (Hundepool and others, Statistical Disclosure
 * Control, Wiley, 2012, chapter 4); the floor of five is that of DOMAIN 4.2.
 */
export function maskByCollege(result: ConsentResult, minimum = smallestShownGroup): MaskedConsentResult {
  const smallestFirst = [...result.byCollege].sort(
    (a, b) => a.answered - b.answered || compareCollegeIds(a.collegeId, b.collegeId),
  )
  const hidden = new Set<string | null>()
  let hiddenAnswers = 0
  for (const { collegeId, answered } of smallestFirst) {
    // One college hidden alone has fewer answers than the minimum, so that this holds for it too.
    const exposed = hiddenAnswers > 0 && hiddenAnswers < minimum
    if (answered >= minimum && !exposed) break
    hidden.add(collegeId)
    hiddenAnswers += answered
  }
  return {
    ...result,
    byCollege: result.byCollege.map((row) => ({
      ...row,
      counts: hidden.has(row.collegeId) ? null : row.counts,
    })),
  }
}
