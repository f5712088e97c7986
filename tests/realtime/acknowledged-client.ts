import { messageType } from '@reliance/shared/realtime/protocol'
import * as decoding from 'lib0/decoding'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { refusalsOf } from './refusals'
import { stockClient, type Place, type StockClient } from './stock-client'

export interface AcknowledgedClient extends StockClient {
  /** Up to which clock of its own the server has said that all is durable, on whatever socket. */
  durableClock(): number
  /** Why the server refused what it sent. */
  refusals: string[]
}

/** A stock client that is told what is durable, and remembers up to where it had written at each message. */
export const acknowledgedClient = (place: Place, doc = new Y.Doc()): AcknowledgedClient => {
  class CountingSocket extends WebSocket {
    readonly clocks: number[] = []

    override send(data: Uint8Array): void {
      const carriesChanges = data[0] === messageType.sync && data[1] !== 0
      if (carriesChanges) this.clocks.push(ownClock(doc))
      super.send(data)
    }
  }
  const client = stockClient({ ...place, acknowledge: true }, doc, CountingSocket)
  let durableClock = 0
  client.provider.messageHandlers[messageType.durable] = (_encoder, decoder) => {
    const { clocks } = client.provider.ws as unknown as CountingSocket
    durableClock = Math.max(durableClock, clocks[decoding.readVarUint(decoder) - 1] ?? 0)
  }
  return { ...client, durableClock: () => durableClock, refusals: refusalsOf(client) }
}

/** How much this client has written. */
export const ownClock = (doc: Y.Doc): number =>
  Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0
