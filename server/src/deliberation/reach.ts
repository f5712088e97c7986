import { can, type Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import type { Transaction } from '../db/transaction'
import type { DeliberationParts } from './parts'
import { selectRound, type StoredRound } from './round-store'

/**
 * The caller before a round.
 * @throws DomainError `not-found` when there is none, or when the caller is not of its committee.
 */
export async function reachRound(
  { database, members }: Pick<DeliberationParts, 'database' | 'members'>,
  caller: Caller,
  roundId: string,
): Promise<{ actor: Actor; round: StoredRound }> {
  const round = await selectRound(database.prisma, roundId)
  const actor = round && (await members.actorOf(caller.personId, round.committeeId))
  if (!round || !actor || !can(actor, 'round.read')) throw new DomainError('not-found')
  return { actor, round }
}

/** The round again, in the transaction that acts on it: it may have closed since. */
export async function roundAgain(tx: Transaction, roundId: string): Promise<StoredRound> {
  const round = await selectRound(tx, roundId)
  if (!round) throw new DomainError('not-found')
  return round
}
