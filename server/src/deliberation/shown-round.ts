import { can, type Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import type { ConsentBallot } from '@reliance/shared/deliberation/consent'
import { groupByCollege, type Elector } from '@reliance/shared/deliberation/electorate'
import { maskByCollege } from '@reliance/shared/deliberation/masking'
import type { Decision, Round, RoundSummary } from '@reliance/shared/deliberation/schemas'
import type { StoredBallot } from './ballot-store'
import type { RoundLine, StoredRound } from './round-store'

export function showSummary({ round, turnout, outcome }: RoundLine): RoundSummary {
  const { id, title, proposal, state, statementId, versionId } = round
  return {
    id,
    title,
    proposal,
    state,
    statementId,
    versionId,
    openedAt: round.openedAt.toISOString(),
    closesAt: round.closesAt.toISOString(),
    closedAt: round.closedAt?.toISOString() ?? null,
    ...turnout,
    outcome,
  }
}

/** How many may answer and have answered, by college as it stood at the opening. */
function participationOf(electors: readonly Elector[], answeredBy: ReadonlySet<string>) {
  return groupByCollege(electors).map(({ collegeId, electors: people }) => ({
    collegeId,
    electors: people.length,
    answered: people.filter(({ personId }) => answeredBy.has(personId)).length,
  }))
}

/** Objections first; each author with the college that the answer counted in. */
function namedReasons(
  ballots: readonly ConsentBallot[],
  electors: readonly Elector[],
  marks: ReadonlyMap<string, PersonMark>,
): Round['reasons'] {
  const colleges = new Map(electors.map(({ personId, collegeId }) => [personId, collegeId]))
  const reasons = (kind: ConsentBallot['answer']) =>
    ballots
      .filter(({ answer, reason }) => answer === kind && reason !== '')
      .map(({ personId, answer, reason }) => ({
        author: {
          personId,
          name: marks.get(personId)?.name ?? '',
          collegeId: colleges.get(personId) ?? null,
        },
        answer,
        reason,
      }))
  return [...reasons('objection'), ...reasons('reservation')]
}

function mayOf(actor: Actor, round: StoredRound, isElector: boolean, now: Date): Round['may'] {
  const { state } = round
  const inTime = now < round.closesAt
  return {
    answer: inTime && can(actor, 'round.answer', { state, isElector }),
    close: can(actor, 'round.close', { state }),
    extend: inTime && can(actor, 'round.extend', { state }),
  }
}

/** A round as one person may see it: others' answers only once it is closed, small colleges masked. */
export function showRound(
  actor: Actor,
  round: StoredRound,
  known: {
    electors: readonly Elector[]
    answeredBy: ReadonlySet<string>
    myBallot: StoredBallot | null
    decision: Decision | null
    /** None while the round is open. */
    ballots: readonly ConsentBallot[]
    marks: ReadonlyMap<string, PersonMark>
  },
  now: Date,
): Round {
  const { electors, answeredBy, myBallot, decision, ballots, marks } = known
  const isElector = electors.some(({ personId }) => personId === actor.personId)
  const turnout = {
    electors: electors.length,
    answered: answeredBy.size,
    isElector,
    hasAnswered: answeredBy.has(actor.personId),
  }
  return {
    ...showSummary({ round, turnout, outcome: decision?.outcome ?? null }),
    committeeId: round.committeeId,
    versionNumber: round.versionNumber,
    versionSha256: round.versionSha256,
    rules: round.rules,
    rulesSha256: round.rulesSha256,
    participation: participationOf(electors, answeredBy),
    myAnswer: myBallot && { ...myBallot, updatedAt: myBallot.updatedAt.toISOString() },
    result: round.result && maskByCollege(round.result),
    reasons: namedReasons(ballots, electors, marks),
    decision,
    may: mayOf(actor, round, isElector, now),
  }
}
