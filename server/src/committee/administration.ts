import type { Caller } from '../caller'
import type { Database } from '../db/client'
import { inTransaction, type Transaction } from '../db/transaction'
import type { Journal } from '../journal/service'
import type { ObjectReference } from '../journal/store'
import type { LiveHub } from '../live/hub'
import type { Members } from './members/service'

type Work<T> = (
  tx: Transaction,
  record: (act: string, object: ObjectReference) => Promise<void>,
) => Promise<T>

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
      work(tx, (act, object) => journal.record(tx, { committeeId, actorId: caller.personId, act, object })),
    )
    live.publish(committeeId, keys)
    return done
  }
}
