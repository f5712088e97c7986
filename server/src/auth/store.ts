import { DomainError } from '@reliance/shared/errors'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'

export type PersonRow = {
  id: string
  email: string
  name: string
  passwordHash: string | null
  locale: string
}
type Reader = Pick<Transaction, 'person' | 'oneTimeLink'>

const personFields = { id: true, email: true, name: true, passwordHash: true, locale: true } as const

export async function selectPersonByEmail(reader: Reader, email: string): Promise<PersonRow | null> {
  const row = await reader.person.findUnique({ where: { email }, select: personFields })
  return row && { ...row, email }
}

/** Null for an account that is erased, as for one that never was. */
export async function selectPerson(reader: Reader, id: string): Promise<PersonRow | null> {
  const row = await reader.person.findUnique({ where: { id }, select: personFields })
  return row?.email ? { ...row, email: row.email } : null
}

export async function countPeople(reader: Reader): Promise<number> {
  return reader.person.count()
}

export async function insertPerson(
  tx: Transaction,
  person: { email: string; name: string; passwordHash: string; locale: string; createdAt: Date },
): Promise<PersonRow> {
  const row = await tx.person.create({ data: person, select: personFields })
  return { ...row, email: person.email }
}

/** @throws DomainError `not-signed-in` when the account was erased meanwhile: what is gone stays gone. */
export async function updatePerson(
  tx: Transaction,
  id: string,
  change: Partial<{ email: string; name: string; passwordHash: string; locale: string }>,
): Promise<void> {
  const { count } = await tx.person.updateMany({ where: { id, erasedAt: null }, data: change })
  if (count === 0) throw new DomainError('not-signed-in')
}

export type LinkKind = 'set_up' | 'reset' | 'address_change'
export type LinkRow = {
  id: string
  kind: LinkKind
  personId: string | null
  email: string | null
  expiresAt: Date
  usedAt: Date | null
}

/** A new link of a kind ends the earlier ones of the same person. */
export async function insertLink(
  tx: Transaction,
  link: {
    kind: LinkKind
    tokenHash: string
    personId: string | null
    email: string | null
    issuedById: string | null
    createdAt: Date
    expiresAt: Date
  },
): Promise<void> {
  await tx.oneTimeLink.deleteMany({ where: { kind: link.kind, personId: link.personId, usedAt: null } })
  await tx.oneTimeLink.create({ data: link })
}

export function selectLink(reader: Reader, tokenHash: string): Promise<LinkRow | null> {
  return reader.oneTimeLink.findUnique({
    where: { tokenHash },
    select: { id: true, kind: true, personId: true, email: true, expiresAt: true, usedAt: true },
  })
}

/** Marks a link as used; false when someone else was first. */
export async function useLink(tx: Transaction, id: string, usedAt: Date): Promise<boolean> {
  const { count } = await tx.oneTimeLink.updateMany({ where: { id, usedAt: null }, data: { usedAt } })
  return count === 1
}

/** Reset links of one person stop working: the password has changed. */
export async function deleteOpenLinks(tx: Transaction, personId: string): Promise<void> {
  await tx.oneTimeLink.deleteMany({
    where: { personId, usedAt: null, kind: { in: ['reset', 'address_change'] } },
  })
}

export type FailureRow = { key: string; failures: number; firstAt: Date }

/** Counts one attempt for a key, in one statement; a window that began before `since` starts again. */
export async function addAttempt(
  database: Database,
  key: string,
  now: Date,
  since: Date,
): Promise<FailureRow> {
  const [row] = await database.prisma.$queryRaw<FailureRow[]>`
    INSERT INTO sign_in_failures AS f (key, failures, first_at) VALUES (${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      failures = CASE WHEN f.first_at < ${since} THEN 1 ELSE f.failures + 1 END,
      first_at = CASE WHEN f.first_at < ${since} THEN ${now} ELSE f.first_at END
    RETURNING key, failures, first_at AS "firstAt"`
  if (!row) throw new Error('the attempt was not counted')
  return row
}

export async function deleteFailures(writer: Pick<Transaction, 'signInFailure'>, key: string): Promise<void> {
  await writer.signInFailure.deleteMany({ where: { key } })
}

/** Takes away what was counted in windows that began before `since`. */
export async function deleteOldFailures(
  writer: Pick<Transaction, 'signInFailure'>,
  since: Date,
): Promise<void> {
  await writer.signInFailure.deleteMany({ where: { firstAt: { lt: since } } })
}

/** Takes attempts back that turned out right. */
export async function subtractAttempts(database: Database, keys: string[]): Promise<void> {
  await database.prisma.signInFailure.updateMany({
    where: { key: { in: keys }, failures: { gt: 0 } },
    data: { failures: { decrement: 1 } },
  })
}
