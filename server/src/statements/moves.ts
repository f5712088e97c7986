import { can, type Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import { checkSetAside, statementStates, transition } from '@reliance/shared/statements/rules'
import type { StatementState } from '@reliance/shared/statements/schemas'
import type { StoredStatement } from './store'

/** Freezing brings a statement to deliberation, and a closed round out of it as adopted: neither is a move by hand. */
function isByHand(from: StatementState, to: StatementState): boolean {
  const step = transition(from, to)
  return step.allowed && to !== 'deliberation' && (step.by === 'carrier' || step.by === 'coordinator')
}

function mayMove(actor: Actor, { state: from, createdById }: StoredStatement, to: StatementState): boolean {
  return can(actor, 'statement.change-state', { from, to, createdById })
}

/** Where this person may move the statement by hand. */
export function movesOf(actor: Actor, statement: StoredStatement): StatementState[] {
  return statementStates.filter((to) => isByHand(statement.state, to) && mayMove(actor, statement, to))
}

/** @throws DomainError when the move, or this person making it, is not allowed. Gives back the reason to keep. */
export function checkMove(
  actor: Actor,
  statement: StoredStatement,
  to: StatementState,
  reason: string,
): { setAsideReason: string | null } {
  if (!isByHand(statement.state, to)) throw new DomainError('transition-refused', { field: 'state' })
  if (!mayMove(actor, statement, to)) throw new DomainError('forbidden')
  if (to !== 'set_aside') return { setAsideReason: null }
  const check = checkSetAside(reason)
  if (!check.allowed) throw new DomainError(check.code, { field: 'reason' })
  return { setAsideReason: reason.trim() }
}
