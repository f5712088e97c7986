import type { Transaction } from '../../db/transaction'

export type OrganisationRow = { id: string; name: string }

export function selectOrganisations(tx: Transaction, committeeId: string): Promise<OrganisationRow[]> {
  return tx.organisation.findMany({ where: { committeeId }, select: { id: true, name: true } })
}

export function insertOrganisations(
  tx: Transaction,
  committeeId: string,
  names: string[],
): Promise<OrganisationRow[]> {
  return tx.organisation.createManyAndReturn({
    data: names.map((name) => ({ committeeId, name })),
    select: { id: true, name: true },
  })
}
