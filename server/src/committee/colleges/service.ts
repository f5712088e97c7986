import type { College } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import type { Database } from '../../db/client'
import type { Transaction } from '../../db/transaction'
import type { Administer } from '../administration'
import { createNamedList } from '../named-list'
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
  return {
    ...createNamedList<College, CollegeFields>({
      kind: 'college',
      administer,
      store: {
        select: selectColleges,
        insert: insertCollege,
        update: updateCollege,
        isUsed: isCollegeUsed,
        remove: deleteCollege,
      },
    }),

    /** How the college is drawn beside a person's cursor. */
    palette: (collegeId: string): Promise<number | null> => selectPalette(database.prisma, collegeId),
  }
}
