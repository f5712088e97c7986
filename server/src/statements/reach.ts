import { can, type Actor, type StatementSubject } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import { selectStatement, type StoredStatement } from './store'

export type Reached = { actor: Actor; statement: StoredStatement }

/**
 * The caller before a statement.
 * @throws DomainError `not-found` when there is none, or when the caller is not of its committee.
 */
export async function reach(
  { database, members }: { database: Database; members: Pick<Members, 'actorOf'> },
  personId: string,
  statementId: string,
): Promise<Reached> {
  const statement = await selectStatement(database.prisma, statementId)
  const actor = statement && (await members.actorOf(personId, statement.committeeId))
  if (!statement || !can(actor, 'statement.read')) throw new DomainError('not-found')
  return { actor: actor as Actor, statement }
}

/** The statement again, in the transaction that changes it: what was read before it began may have changed. */
export async function again(tx: Transaction, statementId: string): Promise<StoredStatement> {
  const statement = await selectStatement(tx, statementId)
  if (!statement) throw new DomainError('not-found')
  return statement
}

/** What the rules must know of a statement. */
export function subjectOf({ state, createdById, invitedWriterIds }: StoredStatement): StatementSubject {
  return { state, createdById, invitedWriterIds }
}
