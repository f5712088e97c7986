import type { Caller } from '../caller'
import type { Database } from '../db/client'
import { inTransaction, type Transaction } from '../db/transaction'
import type { Act, Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import type { Members } from './members/service'

/** Journals the same act on each of these objects. */
export type RecordAct = (act: string, ...objects: Act['object'][]) => Promise<void>

type Work<T> = (tx: Transaction, record: RecordAct) => Promise<T>

export type Administer = ReturnType<typeof createAdministration>

/**
 * One act of administration: for coordinators only, journalled in its own transaction, told to open pages
 * once it is kept. `keys` says what changes on screen; the answer is what `work` gives.
 */
export function createAdministration(parts: {
  database: Database
  journal: Journal
  live: Pick<LiveHub, 'publish'>
  members: Members
}) {
  const { database, journal, live, members } = parts

  return async function administer<T>(
    caller: Caller,
    committeeId: string,
    keys: string[],
    work: Work<T>,
  ): Promise<T> {
    await members.authorise(caller, committeeId, 'committee.administer')
    const done = await inTransaction(database, (tx) =>
      work(tx, (act, ...objects) =>
        journal.recordAll(
          tx,
          objects.map((object) => ({ committeeId, actorId: caller.personId, act, object })),
        ),
      ),
    )
    live.publish(committeeId, keys)
    return done
  }
}
