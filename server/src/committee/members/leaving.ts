import type { Role } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { Transaction } from '../../db/transaction'
import type { ObjectReference } from '../../object-reference'
import { countOtherCoordinators, endMembership } from './store'

type Leaver = { id: string; roles: Role[] }

/** Whether nobody would coordinate the committee without this member. */
export async function isLastCoordinator(
  tx: Transaction,
  committeeId: string,
  { id, roles }: Leaver,
): Promise<boolean> {
  return roles.includes('coordinator') && (await countOtherCoordinators(tx, committeeId, id)) === 0
}

/** Ends a membership in the transaction of whoever decided it, who also journals it. */
export async function endMember(
  tx: Transaction,
  { committeeId, member, leftAt }: { committeeId: string; member: Leaver; leftAt: Date },
  record: (act: string, object: ObjectReference) => Promise<void>,
): Promise<void> {
  if (await isLastCoordinator(tx, committeeId, member)) throw new DomainError('last-coordinator')
  await endMembership(tx, member.id, leftAt)
  await record('member-left', { type: 'member', id: member.id })
}
