import type { College } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'

type Reader = Pick<Transaction, 'college'>
export type CollegeFields = Omit<College, 'id' | 'memberCount'>

const fields = {
  id: true,
  nameFr: true,
  nameEn: true,
  seats: true,
  weightPercent: true,
  palette: true,
  _count: { select: { members: { where: { leftAt: null } } } },
} as const

/** In the order in which they are shown. */
export async function selectColleges(reader: Reader, committeeId: string): Promise<College[]> {
  const rows = await reader.college.findMany({
    where: { committeeId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: fields,
  })
  return rows.map(({ _count, ...college }) => ({ ...college, memberCount: _count.members }))
}

/** Its colour and pattern; null when there is no such college. */
export async function selectPalette(reader: Reader, id: string): Promise<number | null> {
  return (await reader.college.findUnique({ where: { id }, select: { palette: true } }))?.palette ?? null
}

export async function insertCollege(
  tx: Transaction,
  committeeId: string,
  college: CollegeFields,
): Promise<College> {
  const { _max } = await tx.college.aggregate({ where: { committeeId }, _max: { position: true } })
  const data = { ...college, committeeId, position: (_max.position ?? 0) + 1 }
  const { _count, ...made } = await tx.college.create({ data, select: fields })
  return { ...made, memberCount: _count.members }
}

export async function updateCollege(tx: Transaction, id: string, college: CollegeFields): Promise<College> {
  const { _count, ...changed } = await tx.college.update({ where: { id }, data: college, select: fields })
  return { ...changed, memberCount: _count.members }
}

/** Members, those who left included, and invitations that may still be accepted. */
export async function isCollegeUsed(tx: Transaction, collegeId: string): Promise<boolean> {
  const members = await tx.member.count({ where: { collegeId } })
  const invitations = await tx.invitation.count({ where: { collegeId, acceptedAt: null, revokedAt: null } })
  return members + invitations > 0
}

export async function deleteCollege(tx: Transaction, id: string): Promise<void> {
  await tx.college.delete({ where: { id } })
}
