import type { BusListener } from './bus'

/** Who listens to which channel in this process. */
export function createSubscriptions() {
  const listeners = new Map<string, Set<BusListener>>()

  return {
    channels: (): string[] => [...listeners.keys()],
    listenersOf: (channel: string): Iterable<BusListener> => listeners.get(channel) ?? [],

    add(channel: string, listener: BusListener): void {
      const present = listeners.get(channel)
      if (present) present.add(listener)
      else listeners.set(channel, new Set([listener]))
    },

    /** Whether it was the last one of its channel. */
    remove(channel: string, listener: BusListener): boolean {
      const present = listeners.get(channel)
      if (!present?.delete(listener) || present.size > 0) return false
      return listeners.delete(channel)
    },
  }
}
