import type { Role } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'

/** A membership of one person, with the name of its committee. */
export type StandingIn = {
  id: string
  committeeId: string
  committeeName: string
  roles: Role[]
  leftAt: Date | null
}

/** All memberships of a person, those that have ended included. */
export async function selectStandings(tx: Transaction, personId: string): Promise<StandingIn[]> {
  const rows = await tx.member.findMany({
    where: { personId },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      committeeId: true,
      roles: true,
      leftAt: true,
      committee: { select: { name: true } },
    },
  })
  return rows.map(({ committee, ...standing }) => ({ ...standing, committeeName: committee.name }))
}

/** Whom somebody works for may tell who they are. */
export async function clearOrganisations(tx: Transaction, memberIds: string[]): Promise<void> {
  await tx.member.updateMany({ where: { id: { in: memberIds } }, data: { organisationId: null } })
}
