import { pseudonymStart } from '@reliance/shared/auth/pseudonym'
import type { Transaction } from '../db/transaction'

/** The addresses that are or were the person's, as far as they are known, without those that are another account's by now. */
export async function selectAddresses(tx: Transaction, id: string, current: string): Promise<string[]> {
  const confirmed = await tx.oneTimeLink.findMany({
    where: { personId: id, kind: 'address_change', usedAt: { not: null } },
    select: { email: true },
  })
  const former = confirmed.flatMap(({ email }) => email ?? [])
  const others = await tx.person.findMany({
    where: { email: { in: former }, id: { not: id } },
    select: { email: true },
  })
  const taken = new Set(others.map(({ email }) => email))
  return [...new Set([current, ...former.filter((email) => !taken.has(email))])]
}

/** The names that a pseudonym must not be, of accounts erased and not. */
export async function selectPseudonyms(tx: Transaction): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: { name: { startsWith: pseudonymStart } },
    select: { name: true },
  })
  return rows.map(({ name }) => name)
}

/** Leaves of the account its id and a pseudonym; every way in ends. False when it was erased already. */
export async function markErased(
  tx: Transaction,
  id: string,
  { name, erasedAt }: { name: string; erasedAt: Date },
): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { id, erasedAt: null },
    data: { name, email: null, passwordHash: null, locale: 'fr', erasedAt },
  })
  if (count === 0) return false
  await tx.loginSession.deleteMany({ where: { personId: id } })
  await tx.oneTimeLink.deleteMany({ where: { personId: id } })
  return true
}
