import type { DecisionOutcome } from '@reliance/shared/deliberation/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { Transaction } from '../db/transaction'
import type { ObjectReference } from '../object-reference'
import { announceRights } from './announce'
import type { StatementsParts } from './parts'
import { selectStatement, updateState } from './store'

/** What a closed round does to the statement that it was held on. */
export function createStatementOutcomes(parts: StatementsParts) {
  const { database, clock, journal } = parts

  return {
    /**
     * In the transaction that records the decision: adopted, or back to be worked on again. A statement that is not in
     * deliberation any more is left as it is. Afterwards, call `decided`.
     */
    async setDecided(
      tx: Transaction,
      statementId: string,
      outcome: DecisionOutcome,
      cause: { actorId: string | null; decision?: ObjectReference } = { actorId: null },
    ): Promise<void> {
      const statement = await selectStatement(tx, statementId)
      if (!statement) throw new DomainError('not-found')
      const to = outcome === 'adopted' ? 'adopted' : 'peer_review'
      const change = { from: 'deliberation', to, setAsideReason: null, at: clock.now() } as const
      if (!(await updateState(tx, statementId, change))) return
      await journal.record(tx, {
        committeeId: statement.committeeId,
        actorId: cause.actorId,
        act: outcome === 'adopted' ? 'statement-adopted' : 'statement-moved',
        object: { type: 'statement', id: statementId },
        ...(cause.decision ? { comesFrom: [cause.decision] } : {}),
      })
    },

    /** After the commit: open editors and pages follow. */
    async decided(statementId: string): Promise<void> {
      const statement = await selectStatement(database.prisma, statementId)
      if (statement) await announceRights(parts, statement)
    },
  }
}
