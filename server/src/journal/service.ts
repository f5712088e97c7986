import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import type { ObjectReference } from '../object-reference'
import { insertEntries, insertEntry, selectEntries, selectSources } from './store'

export type Act = {
  committeeId: string | null
  /** Null when the server acts by itself, at a deadline. */
  actorId: string | null
  /** Verb of the act, past tense, kebab-case: `round-opened`. */
  act: string
  object: ObjectReference
  /** SHA-256 of the object where its content is fixed by the act. */
  digest?: string
  comesFrom?: ObjectReference[]
}

export type Journal = ReturnType<typeof createJournal>

/**
 * The journal of the committee's affairs. `record` runs in the transaction of the act itself: neither can be
 * without the other. Rows hold ids and digests, never names, addresses or text.
 */
export function createJournal({ database, clock }: { database: Database; clock: Clock }) {
  return {
    record: (tx: Transaction, act: Act): Promise<void> =>
      insertEntry(tx, { digest: null, comesFrom: [], ...act, at: clock.now() }),

    /** Many acts of one transaction in one statement; none of them comes from anything else. */
    recordAll: (tx: Transaction, acts: Omit<Act, 'comesFrom'>[]): Promise<void> =>
      insertEntries(
        tx,
        acts.map((act) => ({ digest: null, ...act, at: clock.now() })),
      ),

    /** Ids of the things of one type that these came from, as the acts that made them so have noted. */
    sources: (tx: Transaction, of: { type: string; ids: string[] }, type: string): Promise<string[]> =>
      selectSources(tx, of, type),

    /** Latest first. The caller has been authorised by the route's module. */
    read: (committeeId: string, before: string | undefined, limit: number) =>
      selectEntries(database, committeeId, { before: before === undefined ? null : BigInt(before), limit }),
  }
}
