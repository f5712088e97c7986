import type { Transaction } from '../../db/transaction'
import { fold } from '../fold'
import { insertOrganisations, selectOrganisations } from './store'

/** Finds the organisation of each name by how it reads, whatever its case and accents. */
export type OrganisationIds = (name: string | null | undefined) => string | null

/**
 * The organisations with these names, made where they do not exist yet: an organisation exists by being named.
 *
 *     const idOf = await organisationsNamed(tx, committeeId, ['SCIC Mobilité'])
 *     idOf('scic mobilite')
 */
export async function organisationsNamed(
  tx: Transaction,
  committeeId: string,
  names: readonly (string | null | undefined)[],
): Promise<OrganisationIds> {
  const key = (name: string) => fold(name) || name.trim()
  const wanted = names.flatMap((name) => (name?.trim() ? [name.trim().replace(/\s+/g, ' ')] : []))
  if (wanted.length === 0) return () => null
  const ids = new Map((await selectOrganisations(tx, committeeId)).map(({ id, name }) => [key(name), id]))
  const missing = new Map<string, string>()
  for (const name of wanted) {
    if (!ids.has(key(name)) && !missing.has(key(name))) missing.set(key(name), name)
  }
  if (missing.size > 0) {
    const made = await insertOrganisations(tx, committeeId, [...missing.values()])
    for (const { id, name } of made) ids.set(key(name), id)
  }
  return (name) => (name?.trim() ? (ids.get(key(name)) ?? null) : null)
}
