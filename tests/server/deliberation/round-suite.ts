import { beforeAll } from 'vitest'
import { openRound, readRound } from '@reliance/shared/deliberation/contract'
import { usualRules } from '@reliance/shared/deliberation/round-rules'
import type { Round, RoundRules } from '@reliance/shared/deliberation/schemas'
import { freezeStatement } from '@reliance/shared/statements/contract'
import type { FrozenVersion } from '@reliance/shared/statements/schemas'
import type { TestDatabase } from '../../support/database'
import { committeeSuite, type Made } from '../documents/committee-suite'

export const minute = 60_000
export const day = 24 * 60 * minute

export type Frozen = Made & { version: FrozenVersion }

/** A committee suite that can bring statements as far as an open round. Due jobs run only when a test says so. */
export function roundSuite(database: TestDatabase) {
  const suite = committeeSuite(database)
  beforeAll(async () => {
    if (!database.available) return
    await suite.app.http.ready()
    await suite.app.services.dueJobs.stop()
  })

  const inTime = (milliseconds: number) =>
    new Date(suite.app.clock.now().getTime() + milliseconds).toISOString()

  const roundBody = (over: { rules?: Partial<RoundRules>; closesAt?: string; title?: string } = {}) => ({
    title: over.title ?? 'Adopter l’énoncé',
    proposal: 'Le comité adopte-t-il cet énoncé ?',
    closesAt: over.closesAt ?? inTime(3 * day),
    rules: { ...usualRules, ...over.rules },
  })

  async function freeze(title?: string): Promise<Frozen> {
    const made = await suite.begin(title)
    await suite.type(made.documentId, suite.people.member.personId, 'Le dernier bus part à 18 h 10.')
    await suite.move(suite.people.member.cookie, made.id, 'peer_review')
    const { cookie } = suite.people.coordinator
    const version = await suite.app.call(cookie, freezeStatement, { params: { statementId: made.id } })
    return { ...made, version }
  }

  return Object.assign(suite, {
    inTime,
    roundBody,
    freeze,

    open: (versionId: string, over: Parameters<typeof roundBody>[0] = {}, cookie?: string | null) =>
      suite.app.ask(cookie === undefined ? suite.people.coordinator.cookie : cookie, openRound, {
        params: { versionId },
        body: roundBody(over),
      }),

    /** A round that is open on a statement of its own. */
    async openOne(over: Parameters<typeof roundBody>[0] = {}): Promise<{ round: Round; frozen: Frozen }> {
      const frozen = await freeze()
      const { coordinator } = suite.people
      const params = { versionId: frozen.version.id }
      const round = await suite.app.call(coordinator.cookie, openRound, { params, body: roundBody(over) })
      return { round, frozen }
    },

    read: (roundId: string, cookie = suite.people.coordinator.cookie) =>
      suite.app.call(cookie, readRound, { params: { roundId } }),

    async actsOn(objectId: string) {
      return (await suite.journal()).filter((entry) => entry.objectId === objectId)
    },
  })
}
