import { can } from '@reliance/shared/committee/permissions'
import { checkBallot } from '@reliance/shared/deliberation/ballot-rules'
import type { ConsentAnswer } from '@reliance/shared/deliberation/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import { inTransaction } from '../db/transaction'
import { announceRound } from './announce'
import { selectElectors, upsertBallot } from './ballot-store'
import type { DeliberationParts } from './parts'
import { reachRound, roundAgain } from './reach'

/** Answering a round. The journal says that somebody answered, never what. */
export function createAnswering(parts: DeliberationParts) {
  const { database, clock, journal, live } = parts

  return async function answer(
    caller: Caller,
    roundId: string,
    ballot: { answer: ConsentAnswer; reason: string },
  ): Promise<void> {
    const { actor, round } = await reachRound(parts, caller, roundId)
    const { personId } = actor
    const electors = await selectElectors(database.prisma, roundId)
    const isElector = electors.some((elector) => elector.personId === personId)
    if (!isElector) throw new DomainError('not-an-elector')

    await inTransaction(database, async (tx) => {
      const current = await roundAgain(tx, roundId)
      const check = checkBallot(current, ballot, clock.now())
      if (!check.allowed) {
        throw new DomainError(check.code, check.code === 'reason-required' ? { field: 'reason' } : {})
      }
      if (!can(actor, 'round.answer', { state: current.state, isElector })) throw new DomainError('forbidden')
      const { answer, reason } = ballot
      await upsertBallot(tx, { roundId, personId, answer, reason: reason.trim(), at: clock.now() })
      await journal.record(tx, {
        committeeId: round.committeeId,
        actorId: personId,
        act: 'ballot-cast',
        object: { type: 'round', id: roundId },
      })
    })
    announceRound(live, round)
  }
}
