import { groupByCollege, type Elector } from './electorate'
import type { RoundRules } from './schemas'

export type QuorumPart = { needed: number; reached: number; met: boolean }

export type Quorum = {
  overall: QuorumPart
  /** The colleges that have electors; electors without a college count overall only. */
  colleges: (QuorumPart & { collegeId: string })[]
  met: boolean
}

const part = (needed: number, reached: number): QuorumPart => ({ needed, reached, met: reached >= needed })

/**
 * Whether enough people have answered, overall and in each college. Known while the round is open too: who has
 * answered is public, what they answered is not asked here.
 *
 * [DL6] The percentage is taken of all electors and rounded up, in whole numbers: 40 % of 41 electors is 17 answers.
 * [DL7] At least one answer is always needed: what nobody took part in is not a decision.
 * [DL8] A college with fewer electors than `quorumPerCollege` needs all of them.
 */
export function quorumOf(
  rules: RoundRules,
  electors: readonly Elector[],
  answeredBy: ReadonlySet<string>,
): Quorum {
  const answered = (people: readonly Elector[]) =>
    people.filter(({ personId }) => answeredBy.has(personId)).length
  const share = Math.floor((electors.length * rules.quorumPercent + 99) / 100)
  const overall = part(Math.max(1, share), answered(electors))
  const colleges = groupByCollege(electors).flatMap(({ collegeId, electors: people }) =>
    collegeId === null
      ? []
      : [{ collegeId, ...part(Math.min(rules.quorumPerCollege, people.length), answered(people)) }],
  )
  return { overall, colleges, met: overall.met && colleges.every(({ met }) => met) }
}
