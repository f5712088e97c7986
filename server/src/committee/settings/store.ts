import type { Committee, CommitteeSettings } from '@reliance/shared/committee/schemas'
import type { Transaction } from '../../db/transaction'

type Reader = Pick<Transaction, 'committee'>

const dayText = (day: Date) => day.toISOString().slice(0, 10)

const settingFields = {
  name: true,
  territory: true,
  programmeStart: true,
  programmeYears: true,
  timeZone: true,
} as const

export async function selectSettings(reader: Reader, committeeId: string): Promise<CommitteeSettings | null> {
  const row = await reader.committee.findUnique({ where: { id: committeeId }, select: settingFields })
  return row && { ...row, programmeStart: dayText(row.programmeStart) }
}

const inOrder = [{ position: 'asc' as const }, { id: 'asc' as const }]
const presentMembers = { _count: { select: { members: { where: { leftAt: null } } } } }

export async function selectCommittee(reader: Reader, committeeId: string): Promise<Committee | null> {
  const row = await reader.committee.findUnique({
    where: { id: committeeId },
    include: {
      colleges: { orderBy: inOrder, include: presentMembers },
      axes: { orderBy: inOrder },
      modalities: { orderBy: inOrder },
      organisations: { orderBy: { name: 'asc' }, include: presentMembers },
    },
  })
  if (!row) return null
  const { id, name, territory, programmeYears, timeZone, demonstration } = row
  return {
    id,
    name,
    territory,
    programmeStart: dayText(row.programmeStart),
    programmeYears,
    timeZone,
    demonstration,
    colleges: row.colleges.map((college) => ({
      id: college.id,
      nameFr: college.nameFr,
      nameEn: college.nameEn,
      seats: college.seats,
      weightPercent: college.weightPercent,
      palette: college.palette,
      memberCount: college._count.members,
    })),
    axes: row.axes.map(({ id, nameFr, nameEn, status, palette }) => ({
      id,
      nameFr,
      nameEn,
      status,
      palette,
    })),
    modalities: row.modalities.map(({ id, nameFr, nameEn, enabled }) => ({ id, nameFr, nameEn, enabled })),
    organisations: row.organisations.map(({ id, name, _count }) => ({
      id,
      name,
      memberCount: _count.members,
    })),
  }
}

export async function updateSettings(
  tx: Transaction,
  committeeId: string,
  { programmeStart, ...others }: Partial<CommitteeSettings>,
): Promise<void> {
  const start = programmeStart === undefined ? {} : { programmeStart: new Date(programmeStart) }
  await tx.committee.update({ where: { id: committeeId }, data: { ...others, ...start } })
}
