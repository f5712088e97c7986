import type { PeerBus } from '@reliance/server/realtime/peers'

interface MemoryBus extends PeerBus {
  /** What is published from now on, by this process or to it, is lost. */
  cut(): void
  mend(): void
  /** The next so many messages to this process are lost without anybody noticing. */
  loseNext(messages: number): void
}

/** A bus between "processes" of one process: as many as `join` is called. */
export const createMemoryBus = (): { join(origin: string): MemoryBus } => {
  const members = new Set<{ hear(channel: string, payload: Uint8Array, origin: string): void }>()

  return {
    join: (origin) => {
      const listeners = new Map<string, Set<(payload: Uint8Array, origin: string) => void>>()
      const watchers = new Set<(isConnected: boolean) => void>()
      let isConnected = true
      let toLose = 0
      const member = {
        hear: (channel: string, payload: Uint8Array, from: string): void => {
          if (!isConnected) return
          if (toLose > 0) return void toLose--
          for (const listener of listeners.get(channel) ?? []) listener(payload, from)
        },
      }
      members.add(member)
      const become = (connected: boolean): void => {
        isConnected = connected
        for (const watcher of watchers) watcher(connected)
      }

      return {
        get isConnected() {
          return isConnected
        },
        publish: (channel, payload) => {
          if (!isConnected) return
          for (const other of members) {
            if (other !== member) setImmediate(() => other.hear(channel, payload.slice(), origin))
          }
        },
        subscribe: async (channel, listener) => {
          const known = listeners.get(channel) ?? new Set()
          known.add(listener)
          listeners.set(channel, known)
          return () => void known.delete(listener)
        },
        onChange: (watcher) => {
          watchers.add(watcher)
          return () => void watchers.delete(watcher)
        },
        cut: () => become(false),
        mend: () => become(true),
        loseNext: (messages) => {
          toLose = messages
        },
      }
    },
  }
}
