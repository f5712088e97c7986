import WebSocket from 'ws'
import type { Place } from '../../realtime/stock-client'
import { greetingOf, prefixOf, type Target } from './dialect'

/** Sockets of attackers: what they send reaches the document in the way in which the server's own clients speak. */
export const socketClassFor = (target: Target, documentId: string): Place['Socket'] => {
  const prefix = prefixOf(target, documentId)
  const greeting = greetingOf(target, documentId)
  return class extends WebSocket {
    constructor(address: string) {
      super(address)
      // Heard before whoever opens the socket hears of it.
      if (greeting !== null) this.on('open', () => super.send(greeting))
    }

    override send(data: string | Uint8Array): void {
      super.send(typeof data === 'string' ? data : Buffer.concat([prefix, data]))
    }
  }
}
