import type { Membership } from '@reliance/shared/auth/contract'
import { pseudonymIn } from '@reliance/shared/auth/pseudonym'
import type { Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import type { DirectoryMember, Role, Voice } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'

type Reader = Pick<Transaction, 'member'>

/** What a person is in a committee. */
export type Standing = {
  collegeId: string | null
  organisationId: string | null
  roles: Role[]
  voice: Voice
}

export async function selectMemberships(reader: Reader, personId: string): Promise<Membership[]> {
  const rows = await reader.member.findMany({
    where: { personId, leftAt: null },
    orderBy: [{ joinedAt: 'asc' }, { id: 'asc' }],
    include: { committee: { select: { name: true } } },
  })
  return rows.map(({ committeeId, committee, roles, collegeId, voice }) => ({
    committeeId,
    committeeName: committee.name,
    roles,
    collegeId,
    voice,
  }))
}

export async function selectActor(
  reader: Reader,
  personId: string,
  committeeId: string,
): Promise<Actor | null> {
  return reader.member.findFirst({
    where: { personId, committeeId, leftAt: null },
    select: { personId: true, roles: true, voice: true, collegeId: true },
  })
}

/** People who left keep their name and the college that they spoke from; an erased account has a pseudonym with it. */
export async function selectMarks(
  reader: Pick<Transaction, 'member' | 'college'>,
  committeeId: string,
  personIds: string[],
): Promise<PersonMark[]> {
  const rows = await reader.member.findMany({
    where: { committeeId, personId: { in: personIds } },
    select: { personId: true, collegeId: true, person: { select: { name: true, erasedAt: true } } },
  })
  const erased = rows.filter(({ person }) => person.erasedAt !== null)
  const colleges = await selectCollegeNames(
    reader,
    erased.flatMap(({ collegeId }) => collegeId ?? []),
  )
  return rows.map(({ personId, collegeId, person }) => {
    const college = colleges.get(collegeId ?? '') ?? null
    return { personId, name: person.erasedAt ? pseudonymIn(person.name, college) : person.name, collegeId }
  })
}

async function selectCollegeNames(
  reader: Pick<Transaction, 'college'>,
  ids: string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await reader.college.findMany({
    where: { id: { in: ids } },
    select: { id: true, nameFr: true },
  })
  return new Map(rows.map(({ id, nameFr }) => [id, nameFr]))
}

export async function selectElectorate(
  reader: Reader,
  committeeId: string,
): Promise<{ personId: string; collegeId: string | null }[]> {
  return reader.member.findMany({
    where: { committeeId, leftAt: null, voice: 'voting' },
    orderBy: { id: 'asc' },
    select: { personId: true, collegeId: true },
  })
}

const lineFields = {
  id: true,
  personId: true,
  collegeId: true,
  roles: true,
  voice: true,
  joinedAt: true,
  person: { select: { name: true, email: true } },
  organisation: { select: { name: true } },
} as const

type LineRow = {
  id: string
  personId: string
  collegeId: string | null
  roles: Role[]
  voice: Voice
  joinedAt: Date
  person: { name: string; email: string | null }
  organisation: { name: string } | null
}

const toLine = (row: LineRow): DirectoryMember => ({
  id: row.id,
  personId: row.personId,
  name: row.person.name,
  email: row.person.email,
  collegeId: row.collegeId,
  organisation: row.organisation?.name ?? null,
  roles: row.roles,
  voice: row.voice,
  joinedAt: row.joinedAt.toISOString(),
})

/** Present members, with their addresses. */
export async function selectDirectory(reader: Reader, committeeId: string): Promise<DirectoryMember[]> {
  const rows = await reader.member.findMany({ where: { committeeId, leftAt: null }, select: lineFields })
  return rows.map(toLine)
}

/** One present member, with their address. */
export async function selectMember(
  reader: Reader,
  committeeId: string,
  memberId: string,
): Promise<DirectoryMember | null> {
  const row = await reader.member.findFirst({
    where: { id: memberId, committeeId, leftAt: null },
    select: lineFields,
  })
  return row && toLine(row)
}

/** Which of these addresses belong to present members. */
export async function selectMemberEmails(
  reader: Reader,
  committeeId: string,
  emails: string[],
): Promise<string[]> {
  const rows = await reader.member.findMany({
    where: { committeeId, leftAt: null, person: { email: { in: emails } } },
    select: { person: { select: { email: true } } },
  })
  return rows.flatMap(({ person }) => person.email ?? [])
}

export function countOtherCoordinators(
  reader: Reader,
  committeeId: string,
  memberId: string,
): Promise<number> {
  return reader.member.count({
    where: { committeeId, leftAt: null, roles: { has: 'coordinator' }, id: { not: memberId } },
  })
}

/** A person comes in, or comes back after having left. */
export async function upsertMember(
  tx: Transaction,
  who: { committeeId: string; personId: string },
  standing: Standing,
  joinedAt: Date,
): Promise<string> {
  const { id } = await tx.member.upsert({
    where: { committeeId_personId: who },
    create: { ...who, ...standing, joinedAt },
    update: { ...standing, joinedAt, leftAt: null },
    select: { id: true },
  })
  return id
}

export async function updateStanding(
  tx: Transaction,
  memberId: string,
  change: Partial<Standing>,
): Promise<void> {
  await tx.member.update({ where: { id: memberId }, data: change })
}

export async function endMembership(tx: Transaction, memberId: string, leftAt: Date): Promise<void> {
  await tx.member.update({ where: { id: memberId }, data: { leftAt } })
}
