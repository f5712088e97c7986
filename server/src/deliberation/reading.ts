import { can, type Actor } from '@reliance/shared/committee/permissions'
import { quorumOf } from '@reliance/shared/deliberation/quorum'
import type { Decision, Round, RoundSummary } from '@reliance/shared/deliberation/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { OpenRound } from '@reliance/shared/expectations/circumstances'
import type { Caller } from '../caller'
import { selectAnsweredBy, selectBallot, selectBallots, selectElectors } from './ballot-store'
import { selectDecision, selectDecisions, type StoredDecision } from './decision-store'
import type { DeliberationParts } from './parts'
import { reachRound } from './reach'
import { selectRoundLines, type StoredRound } from './round-store'
import { showRound, showSummary } from './shown-round'

/** What members read of rounds and of decisions. */
export function createDeliberationReading(parts: DeliberationParts) {
  const { database, clock, members } = parts
  const { prisma } = database

  async function show(actor: Actor, round: StoredRound): Promise<Round> {
    const [electors, answeredBy, myBallot, decision, ballots] = await Promise.all([
      selectElectors(prisma, round.id),
      selectAnsweredBy(prisma, round.id),
      selectBallot(prisma, round.id, actor.personId),
      selectDecision(prisma, { roundId: round.id }),
      round.state === 'closed' ? selectBallots(prisma, round.id) : [],
    ])
    const authors = ballots.filter(({ reason }) => reason !== '').map(({ personId }) => personId)
    const marks = await members.marks(round.committeeId, authors)
    const known = { electors, answeredBy, myBallot, decision, ballots, marks }
    return showRound(actor, round, known, clock.now())
  }

  return {
    async read(caller: Caller, roundId: string): Promise<Round> {
      const { actor, round } = await reachRound(parts, caller, roundId)
      return show(actor, round)
    },

    async list(caller: Caller, committeeId: string): Promise<RoundSummary[]> {
      const actor = await members.actorOf(caller.personId, committeeId)
      if (!can(actor, 'round.read')) throw new DomainError('not-found')
      const lines = await selectRoundLines(prisma, committeeId, caller.personId)
      return lines.map(showSummary)
    },

    async decisions(caller: Caller, committeeId: string): Promise<Decision[]> {
      const actor = await members.actorOf(caller.personId, committeeId)
      if (!can(actor, 'decision.read')) throw new DomainError('not-found')
      return selectDecisions(prisma, committeeId)
    },

    /** The open rounds as one person has them before them, for other modules, which have authorised the caller. */
    async inHand(committeeId: string, personId: string): Promise<(OpenRound & { statementId: string })[]> {
      const lines = await selectRoundLines(prisma, committeeId, personId)
      const open = lines.filter(({ round }) => round.state === 'open')
      return Promise.all(
        open.map(async ({ round, turnout }) => {
          const [electors, answeredBy] = await Promise.all([
            selectElectors(prisma, round.id),
            selectAnsweredBy(prisma, round.id),
          ])
          const quorum = quorumOf(round.rules, electors, answeredBy)
          return {
            id: round.id,
            statementId: round.statementId,
            title: round.title,
            closesAt: round.closesAt.toISOString(),
            ...turnout,
            quorumMet: quorum.met,
            missingColleges: quorum.colleges.filter(({ met }) => !met).length,
          }
        }),
      )
    },

    /** For other modules; whoever asks has authorised the caller. */
    decision: (decisionId: string): Promise<StoredDecision | null> =>
      selectDecision(prisma, { id: decisionId }),
  }
}
