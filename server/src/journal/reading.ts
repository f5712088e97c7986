import type { JournalEntry } from '@reliance/shared/journal/contract'
import type { Caller } from '../caller'
import type { Members } from '../committee/members/service'
import type { Journal } from './service'

export type JournalReading = ReturnType<typeof createJournalReading>

const usualLimit = 50

/** The journal as members read it. It stands apart from the writing, which the members' module itself needs. */
export function createJournalReading(parts: {
  members: Pick<Members, 'authorise'>
  journal: Pick<Journal, 'read'>
}) {
  const { members, journal } = parts

  return {
    async read(
      caller: Caller,
      committeeId: string,
      page: { before?: string; limit?: string },
    ): Promise<JournalEntry[]> {
      await members.authorise(caller, committeeId, 'journal.read')
      const limit = Math.max(1, Number(page.limit ?? usualLimit))
      return journal.read(committeeId, page.before, limit)
    },
  }
}
