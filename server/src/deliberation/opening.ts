import { can } from '@reliance/shared/committee/permissions'
import { canonicalJson } from '@reliance/shared/deliberation/canonical'
import { checkDeadline } from '@reliance/shared/deliberation/deadline-rules'
import { checkRoundRules } from '@reliance/shared/deliberation/round-rules'
import type { RoundRules } from '@reliance/shared/deliberation/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import { inTransaction, type Transaction } from '../db/transaction'
import { sha256 } from '../digest'
import { announceTurn } from './announce'
import { hasOpenRound } from './open-rounds'
import { closingJob, type DeliberationParts } from './parts'
import { insertRound } from './round-store'

export type NewRound = { title: string; proposal: string; closesAt: string; rules: RoundRules }

/** Opening a round: its rules, its electorate and its deadline are fixed in one transaction. */
export function createRoundOpening(parts: DeliberationParts) {
  const { database, clock, journal, live, dueJobs, members, statements } = parts

  function checkInput({ rules }: NewRound, closesAt: Date): void {
    const ruled = checkRoundRules(rules)
    if (!ruled.allowed) throw new DomainError(ruled.code, { field: `rules.${ruled.field}` })
    const timely = checkDeadline(closesAt, clock.now())
    if (!timely.allowed) throw new DomainError(timely.code, { field: 'closesAt' })
  }

  /** Debate refers to the text as it stands, so the round is on the latest frozen version, and it is the only one. */
  async function checkReady(tx: Transaction, versionId: string, statementId: string): Promise<void> {
    const version = await statements.versionInRound(tx, versionId)
    if (!version?.latest || version.statementState !== 'deliberation') throw new DomainError('wrong-state')
    if (await hasOpenRound(tx, statementId)) throw new DomainError('round-already-open')
  }

  return async function open(caller: Caller, versionId: string, input: NewRound): Promise<string> {
    const version = await statements.version(versionId)
    const actor = version && (await members.actorOf(caller.personId, version.committeeId))
    if (!version || !actor) throw new DomainError('not-found')
    if (!can(actor, 'round.open')) throw new DomainError('forbidden')
    const closesAt = new Date(input.closesAt)
    checkInput(input, closesAt)
    const { committeeId, statementId } = version
    const rulesSha256 = sha256(canonicalJson(input.rules))

    const id = await inTransaction(database, async (tx) => {
      await checkReady(tx, versionId, statementId)
      const electors = await members.electorate(tx, committeeId)
      if (electors.length === 0) throw new DomainError('no-electors')
      const round = {
        committeeId,
        frozenVersionId: versionId,
        title: input.title.trim(),
        proposal: input.proposal.trim(),
        rules: input.rules,
        rulesSha256,
        openedById: actor.personId,
        openedAt: clock.now(),
        closesAt,
      }
      const roundId = await insertRound(tx, round, electors)
      await journal.record(tx, {
        committeeId,
        actorId: actor.personId,
        act: 'round-opened',
        object: { type: 'round', id: roundId },
        digest: rulesSha256,
        comesFrom: [{ type: 'version', id: versionId }],
      })
      await dueJobs.schedule(tx, closingJob, roundId, closesAt)
      return roundId
    })
    announceTurn(live, { id, committeeId, statementId })
    return id
  }
}
