import { createMemoryStorage, type MemoryStorage } from '@reliance/server/realtime/memory-storage'
import { parseUpdateMeta } from 'yjs'

export interface UnreliableStorage extends MemoryStorage {
  /** Nothing is answered from now on but that the database is away. */
  isAway: boolean
  /** The next so many appends are written, and said to have failed. */
  loseAnswers(times: number): void
  /** Up to which clock of each client the log has been written. */
  readonly written: ReadonlyMap<number, number>
}

/** Real memory storage behind a line that breaks. */
export const createUnreliableStorage = (): UnreliableStorage => {
  const inner = createMemoryStorage()
  const written = new Map<number, number>()
  let toLose = 0

  const overTheLine =
    <Given extends unknown[], Answer>(ask: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      if (storage.isAway) throw new Error('the database is away')
      return ask(...given)
    }

  const storage: UnreliableStorage = {
    isAway: false,
    loseAnswers: (times) => {
      toLose = times
    },
    written,
    setAsides: inner.setAsides,
    create: inner.create,
    load: overTheLine(inner.load),
    since: overTheLine(inner.since),
    latest: overTheLine(inner.latest),
    loadForCompaction: overTheLine(inner.loadForCompaction),
    replace: overTheLine(inner.replace),
    exclusively: overTheLine(inner.exclusively),
    setAside: overTheLine(inner.setAside),
    append: overTheLine(async (batch) => {
      const outcomes = await inner.append(batch)
      for (const [index, { update }] of batch.entries()) {
        if (!('sequence' in (outcomes[index] ?? {}))) continue
        for (const [client, clock] of parseUpdateMeta(update).to) {
          written.set(client, Math.max(written.get(client) ?? 0, clock))
        }
      }
      if (toLose > 0) {
        toLose--
        throw new Error('the database did not answer')
      }
      return outcomes
    }),
  }
  return storage
}
