import { afterAll, beforeAll, it } from 'vitest'
import { readJournal } from '@reliance/shared/journal/contract'
import { appendBlocksUpdate } from '@reliance/shared/realtime/document'
import type { NewBlock } from '@reliance/shared/realtime/textblock'
import { createStatement, moveStatement } from '@reliance/shared/statements/contract'
import type { StatementState } from '@reliance/shared/statements/schemas'
import { buildTestApp, type TestApp } from '../../support/build-app'
import type { TestDatabase } from '../../support/database'
import { peopleCommittee, type TestCommittee } from '../../support/people'

export type Made = { id: string; documentId: string }

/** The application on one kind of database, with a committee; every member of it is there before the first test. */
export function committeeSuite({ available, open }: TestDatabase) {
  const suite = {} as { app: TestApp; people: TestCommittee }
  beforeAll(async () => {
    if (!available) return
    suite.app = await buildTestApp(await open())
    suite.people = await peopleCommittee(suite.app)
  }, 180_000)
  afterAll(() => suite.app?.close())

  let nextClientId = 1000

  return Object.assign(suite, {
    test: it.skipIf(!available),

    /** A statement of the member's, from the template. */
    begin: (title = 'Les derniers kilomètres', axisIds: string[] = []): Promise<Made> =>
      suite.app.call(suite.people.member.cookie, createStatement, {
        params: { committeeId: suite.people.committeeId },
        body: { title, axisIds },
      }),

    move: (cookie: string, statementId: string, state: StatementState, reason?: string) =>
      suite.app.ask(cookie, moveStatement, {
        params: { statementId },
        body: reason === undefined ? { state } : { state, reason },
      }),

    /** Words typed by a person in a browser of their own, each call in another one. */
    async type(
      documentId: string,
      personId: string,
      words: string | NewBlock['runs'],
      section = 'observations',
    ) {
      const { rooms } = suite.app.services
      const runs = typeof words === 'string' ? [{ text: words }] : words
      const update = appendBlocksUpdate(await rooms.read(documentId), nextClientId++, [{ runs }], section)
      await rooms.write(documentId, personId, update)
    },

    /** Latest first. */
    journal() {
      const { committeeId, coordinator } = suite.people
      return suite.app.call(coordinator.cookie, readJournal, { params: { committeeId }, querystring: {} })
    },
  })
}

/** What somebody of another committee, and nobody at all, are told everywhere. */
export const outsiders = (people: TestCommittee) =>
  [
    ['a signed-out visitor', null, 401],
    ['somebody of another committee', people.stranger.cookie, 404],
  ] as const
