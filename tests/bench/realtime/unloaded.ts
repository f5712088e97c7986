import { pause } from '../../realtime/eventually'
import type { RunningServer } from './server-process'

/** Servers that say nothing of their rooms have let go of them by then. */
const unloadedAfterMs = 12_000

/** None of the documents that were open is in the memory of the server any more. */
export const unloaded = async ({ kind, ask }: RunningServer): Promise<void> => {
  if (!kind.isOurs) return pause(unloadedAfterMs)
  while ((await ask<number>('openRooms')) > 0) await pause(200)
}
