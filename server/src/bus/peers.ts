/** Heartbeats that may be missing before a process counts as gone. */
const patience = 4

export type Peers = ReturnType<typeof createPeers>

/**
 * The other processes, as their heartbeats tell. Time is counted in our own heartbeats and not by a clock, so that a pause
 * of this process does not look like the silence of all others.
 */
export function createPeers() {
  const peers = new Map<string, { dropped: number; silentFor: number }>()

  return {
    /** Whether messages of this process were lost since its last heartbeat, by the count that it gives of them. */
    heard(origin: string, dropped: number): boolean {
      const known = peers.get(origin)
      peers.set(origin, { dropped, silentFor: 0 })
      return dropped !== (known?.dropped ?? 0)
    },

    /** It said goodbye, and everything before that was heard. */
    left: (origin: string): void => void peers.delete(origin),

    /** Who fell silent without a goodbye: their last words may be lost. They are forgotten. */
    beat(): string[] {
      const gone: string[] = []
      for (const [origin, peer] of peers) if (++peer.silentFor > patience) gone.push(origin)
      for (const origin of gone) peers.delete(origin)
      return gone
    },

    /** This process was away itself: whoever was silent meanwhile gets time to be heard again. */
    startAgain(): void {
      for (const peer of peers.values()) peer.silentFor = 0
    },
  }
}
