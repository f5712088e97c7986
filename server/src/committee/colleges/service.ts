import type { College } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../../caller'
import type { Database } from '../../db/client'
import type { Transaction } from '../../db/transaction'
import type { Administer } from '../administration'
import { isNameTaken } from '../fold'
import {
  deleteCollege,
  insertCollege,
  isCollegeUsed,
  selectColleges,
  selectPalette,
  updateCollege,
  type CollegeFields,
} from './store'

export type Colleges = ReturnType<typeof createColleges>

/** A college id that a form names has to be one of the committee's own. */
export async function refuseForeignCollege(
  tx: Transaction,
  committeeId: string,
  collegeId: string | null | undefined,
): Promise<void> {
  if (!collegeId) return
  const colleges = await selectColleges(tx, committeeId)
  if (!colleges.some(({ id }) => id === collegeId))
    throw new DomainError('invalid-value', { field: 'collegeId' })
}

/** The categories of members. */
export function createColleges({ database, administer }: { database: Database; administer: Administer }) {
  const object = (id: string) => ({ type: 'college', id })
  const keys = (committeeId: string) => [liveKey.committee(committeeId)]

  /** Trims the names and refuses those that another college has; `id` is that of the college being changed. */
  async function acceptable(tx: Transaction, committeeId: string, input: CollegeFields, id?: string) {
    const college = { ...input, nameFr: input.nameFr.trim(), nameEn: input.nameEn.trim() }
    const existing = await selectColleges(tx, committeeId)
    if (id !== undefined && !existing.some((other) => other.id === id)) throw new DomainError('not-found')
    if (isNameTaken({ ...college, id }, existing))
      throw new DomainError('duplicate-name', { field: 'nameFr' })
    return college
  }

  return {
    /** How the college is drawn beside a person's cursor. */
    palette: (collegeId: string): Promise<number | null> => selectPalette(database.prisma, collegeId),

    add: (caller: Caller, committeeId: string, input: CollegeFields): Promise<College> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const college = await insertCollege(tx, committeeId, await acceptable(tx, committeeId, input))
        await record('college-added', object(college.id))
        return college
      }),

    change: (
      caller: Caller,
      committeeId: string,
      collegeId: string,
      input: CollegeFields,
    ): Promise<College> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const accepted = await acceptable(tx, committeeId, input, collegeId)
        await record('college-changed', object(collegeId))
        return updateCollege(tx, collegeId, accepted)
      }),

    remove: (caller: Caller, committeeId: string, collegeId: string): Promise<void> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const colleges = await selectColleges(tx, committeeId)
        if (!colleges.some(({ id }) => id === collegeId)) throw new DomainError('not-found')
        if (await isCollegeUsed(tx, collegeId)) throw new DomainError('college-in-use')
        await deleteCollege(tx, collegeId)
        await record('college-removed', object(collegeId))
      }),
  }
}
