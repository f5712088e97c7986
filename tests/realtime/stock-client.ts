import { once } from 'node:events'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** The URL of a document's socket, as a y-websocket client composes it: server URL, then room. */
export interface Place {
  origin: string
  documentId: string
  /** Who the test server takes the client for. */
  person: string
  /** Asks to be told when its edits are durable. */
  acknowledge?: boolean
  /** Opens bare sockets, where the server does not speak as ours does. */
  Socket?: new (address: string) => WebSocket
}

export interface StockClient {
  doc: Y.Doc
  text: Y.Text
  provider: WebsocketProvider
  synced(): Promise<void>
  destroy(): void
}

/** A stock y-websocket client, nothing changed; `Socket` may watch what it sends. */
export const stockClient = (place: Place, doc = new Y.Doc(), Socket = WebSocket): StockClient => {
  const provider = new WebsocketProvider(`${place.origin}/api/documents`, `${place.documentId}/sync`, doc, {
    WebSocketPolyfill: Socket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
    params: { as: place.person, ...(place.acknowledge && { ack: '1' }) },
    maxBackoffTime: 200,
  })
  return {
    doc,
    get text() {
      return doc.getText('content')
    },
    provider,
    synced: async () => {
      if (!provider.synced) await new Promise((resolve) => provider.once('sync', resolve))
    },
    destroy: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

/** A bare socket, for what no stock client would say. */
export const bareSocket = async (place: Place, query = ''): Promise<WebSocket> => {
  const socket = new (place.Socket ?? WebSocket)(socketUrl(place, query))
  socket.on('error', () => undefined)
  await once(socket, 'open')
  return socket
}

export const socketUrl = ({ origin, documentId, person }: Place, query = ''): string =>
  `${origin}/api/documents/${documentId}/sync?as=${person}${query}`
