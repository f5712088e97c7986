import type { Statement, StatementState } from '@reliance/shared/statements/schemas'
import type { Caller } from '../caller'
import { createStatementActivity } from './activity'
import { createStatementDrafting } from './drafting'
import { createStatementFreezing } from './freezing'
import { createStatementsInHand } from './in-hand'
import { createWriterInvitations } from './inviting'
import { createStatementOutcomes } from './outcomes'
import type { StatementsParts } from './parts'
import { createStatementReading } from './reading'

export type Statements = ReturnType<typeof createStatementsService>

/** Problem statements: their life, their text, their frozen versions. */
export function createStatementsService(parts: StatementsParts) {
  const reading = createStatementReading(parts)
  const drafting = createStatementDrafting(parts)

  return {
    ...reading,
    ...createStatementFreezing(parts),
    ...createWriterInvitations(parts),
    ...createStatementOutcomes(parts),
    ...createStatementActivity(parts),
    create: drafting.create,
    inHand: createStatementsInHand(parts),

    async change(
      caller: Caller,
      statementId: string,
      change: { title?: string; axisIds?: string[] },
    ): Promise<Statement> {
      await drafting.change(caller, statementId, change)
      return reading.read(caller, statementId)
    },

    async move(caller: Caller, statementId: string, to: StatementState, reason = ''): Promise<Statement> {
      await drafting.move(caller, statementId, to, reason)
      return reading.read(caller, statementId)
    },
  }
}
