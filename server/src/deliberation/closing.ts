import { can } from '@reliance/shared/committee/permissions'
import { canonicalJson } from '@reliance/shared/deliberation/canonical'
import { consentResult } from '@reliance/shared/deliberation/consent'
import { checkExtension } from '@reliance/shared/deliberation/deadline-rules'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import { inTransaction, type Transaction } from '../db/transaction'
import { sha256 } from '../digest'
import { announceRound, announceTurn } from './announce'
import { selectBallots, selectElectors } from './ballot-store'
import { insertDecision } from './decision-store'
import { closingJob, type DeliberationParts } from './parts'
import { reachRound, roundAgain } from './reach'
import { markClosed, selectRound, updateDeadline, type StoredRound } from './round-store'

/** The end of a round: put back, brought about by a coordinator, or come by itself. */
export function createRoundClosing(parts: DeliberationParts) {
  const { database, clock, journal, live, dueJobs, statements } = parts

  /** Counts and decides. `actorId` null: the deadline did it. Answers whether this was the one that closed it. */
  async function conclude(tx: Transaction, round: StoredRound, actorId: string | null): Promise<boolean> {
    const { id, committeeId, statementId, versionId, rules } = round
    const electors = await selectElectors(tx, id)
    const result = consentResult(rules, electors, await selectBallots(tx, id))
    const at = clock.now()
    if (!(await markClosed(tx, id, { closedAt: at, closedById: actorId, result }))) return false
    const { outcome } = result
    const decisionId = await insertDecision(tx, { committeeId, roundId: id, outcome, decidedAt: at })
    const act = { committeeId, actorId, digest: sha256(canonicalJson(result)) }
    await journal.record(tx, { ...act, act: 'round-closed', object: { type: 'round', id } })
    await journal.record(tx, {
      ...act,
      act: 'decision-recorded',
      object: { type: 'decision', id: decisionId },
      comesFrom: [
        { type: 'round', id },
        { type: 'version', id: versionId },
      ],
    })
    const cause = { actorId, decision: { type: 'decision', id: decisionId } }
    await statements.setDecided(tx, statementId, outcome, cause)
    return true
  }

  /** After the commit: the pages of the round follow, and the open editors of its statement. */
  async function announceEnd(round: StoredRound): Promise<void> {
    announceTurn(live, round)
    await statements.decided(round.statementId)
  }

  return {
    async close(caller: Caller, roundId: string): Promise<void> {
      const { actor, round } = await reachRound(parts, caller, roundId)
      if (!can(actor, 'round.close', { state: 'open' })) throw new DomainError('forbidden')
      await inTransaction(database, async (tx) => {
        const current = await roundAgain(tx, roundId)
        const isClosed = current.state === 'open' && (await conclude(tx, current, actor.personId))
        if (!isClosed) throw new DomainError('already-closed')
        await dueJobs.complete(tx, closingJob, roundId)
      })
      await announceEnd(round)
    },

    /** Bears being called again, and too soon: the deadline may have been put back. */
    async closeAtDeadline(roundId: string): Promise<void> {
      const closed = await inTransaction(database, async (tx) => {
        const round = await selectRound(tx, roundId)
        if (!round || round.state === 'closed' || clock.now() < round.closesAt) return null
        return (await conclude(tx, round, null)) ? round : null
      })
      if (closed) await announceEnd(closed)
    },

    async extend(caller: Caller, roundId: string, newDeadline: string): Promise<void> {
      const { actor, round } = await reachRound(parts, caller, roundId)
      if (!can(actor, 'round.extend', { state: 'open' })) throw new DomainError('forbidden')
      const closesAt = new Date(newDeadline)
      await inTransaction(database, async (tx) => {
        const check = checkExtension(await roundAgain(tx, roundId), closesAt, clock.now())
        if (!check.allowed) throw new DomainError(check.code, { field: 'closesAt' })
        await updateDeadline(tx, roundId, closesAt)
        await dueJobs.schedule(tx, closingJob, roundId, closesAt)
        await journal.record(tx, {
          committeeId: round.committeeId,
          actorId: actor.personId,
          act: 'round-extended',
          object: { type: 'round', id: roundId },
        })
      })
      announceRound(live, round)
    },
  }
}
