import { eraseAccount } from '@reliance/shared/auth/contract'
import { listMembers } from '@reliance/shared/committee/contract'
import type { ApiError } from '@reliance/shared/errors'
import type { Answer } from '../../support/build-app'
import type { TestDatabase } from '../../support/database'
import { joinCommittee, testPassword, type TestPerson } from '../../support/people'
import { roundSuite } from '../deliberation/round-suite'

/** A committee suite whose people come and erase their accounts. */
export function erasureSuite(database: TestDatabase) {
  const suite = roundSuite(database)

  return Object.assign(suite, {
    /** A voting member of the first college. */
    join: (name: string): Promise<TestPerson> =>
      joinCommittee(suite.app, suite.people.coordinator, suite.people.committeeId, {
        name,
        roles: ['member'],
        voice: 'voting',
        college: 0,
      }),

    erase: (
      cookie: string | null,
      body: unknown = { password: testPassword },
      headers = {},
    ): Promise<Answer<ApiError>> => suite.app.ask(cookie, eraseAccount, { body }, headers),

    directory: () =>
      suite.app.call(suite.people.coordinator.cookie, listMembers, {
        params: { committeeId: suite.people.committeeId },
      }),

    /** How the committee sees somebody beside what they did. */
    markOf: async ({ personId }: TestPerson) =>
      (await suite.app.services.members.marks(suite.people.committeeId, [personId])).get(personId),
  })
}
