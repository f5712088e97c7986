import type { ErrorLog } from '../error-log'

/** Whether the bus is whole, and who wants to know when that changes. It begins as not. */
export function createChanges(log: ErrorLog) {
  const listeners = new Set<(connected: boolean) => void>()
  let isConnected = false

  function set(connected: boolean): void {
    if (connected === isConnected) return
    isConnected = connected
    for (const listener of listeners) {
      try {
        listener(connected)
      } catch (error) {
        log.error({ err: error }, 'a change of the connection to Redis could not be followed')
      }
    }
  }

  return {
    get isConnected() {
      return isConnected
    },
    set,

    /** Something was missed, and it was over before it was noticed. */
    gap(): void {
      if (!isConnected) return
      set(false)
      set(true)
    },

    listen(listener: (connected: boolean) => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
