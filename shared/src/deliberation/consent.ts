import { groupByCollege, type Elector } from './electorate'
import { quorumOf, type Quorum } from './quorum'
import { checkRoundRules } from './round-rules'
import type { AnswerCounts, ConsentAnswer, DecisionOutcome, RoundRules } from './schemas'

export type ConsentBallot = { personId: string; answer: ConsentAnswer; reason: string }

export type ConsentResult = {
  electors: number
  answered: number
  overall: AnswerCounts
  byCollege: { collegeId: string | null; electors: number; answered: number; counts: AnswerCounts }[]
  quorum: Quorum
  outcome: DecisionOutcome
}

export type InvalidRoundCode =
  'rules-invalid' | 'elector-twice' | 'ballot-not-elector' | 'ballot-twice' | 'objection-without-reason'

/** [DL9] The round cannot be counted: what it is made of contradicts itself. No result is better than a wrong one. */
export class InvalidRoundError extends Error {
  override readonly name = 'InvalidRoundError'

  constructor(readonly code: InvalidRoundCode) {
    super(`This round cannot be counted: ${code}`)
  }
}

/**
 * The result of a round by consent: adopted when enough people answered and none of them objects. A single objection
 * is enough, from whichever college; reservations are counted, and do not block.
 *
 * The result depends on nothing but its arguments, and not on their order, so that anybody can count again.
 *
 *     consentResult(usualRules, electors, ballots).outcome // 'adopted'
 *
 * Method: consent decision-making of sociocracy (G. Endenburg, Sociocracy: The Organization of Decision-Making,
 * Eburon, 1998): « en consentement, personne ne dit non ».
 *
 * @throws InvalidRoundError [DL9]
 */
export function consentResult(
  rules: RoundRules,
  electors: readonly Elector[],
  ballots: readonly ConsentBallot[],
): ConsentResult {
  checkCountable(rules, electors, ballots)
  const answers = new Map(ballots.map(({ personId, answer }) => [personId, answer]))
  const overall = count(electors, answers)
  const quorum = quorumOf(rules, electors, new Set(answers.keys()))
  return {
    electors: electors.length,
    answered: ballots.length,
    overall,
    byCollege: groupByCollege(electors).map(({ collegeId, electors: people }) => {
      const counts = count(people, answers)
      return { collegeId, electors: people.length, answered: sum(counts), counts }
    }),
    quorum,
    outcome: outcomeOf(quorum, overall),
  }
}

/** [DL10] The quorum is read first: below it, an objection is kept and shown, and decides nothing. */
function outcomeOf(quorum: Quorum, overall: AnswerCounts): DecisionOutcome {
  if (!quorum.met) return 'no_quorum'
  return overall.objection > 0 ? 'objected' : 'adopted'
}

function count(electors: readonly Elector[], answers: ReadonlyMap<string, ConsentAnswer>): AnswerCounts {
  const counts: AnswerCounts = { no_objection: 0, reservation: 0, objection: 0 }
  for (const { personId } of electors) {
    const answer = answers.get(personId)
    if (answer) counts[answer] += 1
  }
  return counts
}

const sum = (counts: AnswerCounts) => counts.no_objection + counts.reservation + counts.objection

function checkCountable(
  rules: RoundRules,
  electors: readonly Elector[],
  ballots: readonly ConsentBallot[],
): void {
  if (!checkRoundRules(rules).allowed) throw new InvalidRoundError('rules-invalid')
  const electorIds = new Set(electors.map(({ personId }) => personId))
  if (electorIds.size !== electors.length) throw new InvalidRoundError('elector-twice')
  const voterIds = new Set<string>()
  for (const { personId, answer, reason } of ballots) {
    if (!electorIds.has(personId)) throw new InvalidRoundError('ballot-not-elector')
    if (voterIds.has(personId)) throw new InvalidRoundError('ballot-twice')
    if (answer === 'objection' && reason.trim() === '')
      throw new InvalidRoundError('objection-without-reason')
    voterIds.add(personId)
  }
}
