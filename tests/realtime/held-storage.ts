import { createMemoryStorage, type MemoryStorage } from '@reliance/server/realtime/memory-storage'
import type { Append } from '@reliance/server/realtime/storage'

export interface HeldStorage extends MemoryStorage {
  /** From now on appends wait. */
  hold(): void
  release(): void
  /** The next so many appends fail as if the database were away. */
  failNext(times: number): void
  batches: Append[][]
  loads: number
}

/** Real memory storage behind a door that a test can shut. */
export const createHeldStorage = (): HeldStorage => {
  const inner = createMemoryStorage()
  let door = Promise.resolve()
  let open = (): void => undefined
  let failures = 0
  const storage: HeldStorage = {
    ...inner,
    batches: [],
    loads: 0,
    hold: () => {
      door = new Promise((resolve) => (open = resolve))
    },
    release: () => open(),
    failNext: (times) => {
      failures = times
    },
    load: async (documentId) => {
      storage.loads++
      await door
      return inner.load(documentId)
    },
    append: async (batch) => {
      await door
      if (failures > 0) {
        failures--
        throw new Error('the database is away')
      }
      const outcomes = await inner.append(batch)
      storage.batches.push(batch)
      return outcomes
    },
  }
  return storage
}
