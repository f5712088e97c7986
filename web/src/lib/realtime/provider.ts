import { readVarUint } from 'lib0/decoding'
import { closeCode, messageType } from '@reliance/shared/realtime/protocol'
import { readAuthMessage } from 'y-protocols/auth'
import { WebsocketProvider } from 'y-websocket'
import type { Doc } from 'yjs'
import { CountingSocket } from './counting-socket'

/** Ends that waiting does not mend. */
const final: readonly number[] = [
  closeCode.malformed.code,
  closeCode.signedOut.code,
  closeCode.forbidden.code,
  closeCode.notFound.code,
  closeCode.tooLarge.code,
]

export type ProviderEvents = {
  /** Anything that the state of saving depends on has changed. */
  onChange: () => void
  /** The server did not take a change: `read-only`, or `foreign-client`. */
  onDenied: (reason: string) => void
  /** The server closed for good. */
  onEnd: (code: number) => void
}

/** The stock y-websocket provider on `WS /api/documents/:id/sync`, with the server's durable acknowledgement. */
export function createProvider(documentId: string, doc: Doc, events: ProviderEvents) {
  let durable = 0
  const provider = new WebsocketProvider(
    `${location.origin.replace(/^http/, 'ws')}/api/documents/${documentId}`,
    'sync',
    doc,
    {
      // Two people on one computer never forward each other's edits.
      disableBc: true,
      params: { ack: '1' },
      WebSocketPolyfill: CountingSocket,
      maxBackoffTime: 10_000,
      shouldReconnect: ({ code }) => !final.includes(code),
    },
  )

  provider.messageHandlers[messageType.durable] = (_encoder, decoder) => {
    durable = readVarUint(decoder)
    events.onChange()
  }
  provider.messageHandlers[messageType.auth] = (_encoder, decoder) => {
    readAuthMessage(decoder, doc, (_doc, reason) => events.onDenied(reason))
  }
  provider.on('status', ({ status }) => {
    if (status === 'connecting') durable = 0
    events.onChange()
  })
  provider.on('connection-close', events.onChange)
  provider.on('sync', events.onChange)
  provider.on('closed', ({ code }) => events.onEnd(code))
  // After the provider's own listener, which has sent the update by then.
  doc.on('update', events.onChange)

  // The browser knows at once what the socket would notice only by its silence.
  const leave = () => provider.disconnect()
  const comeBack = () => provider.connect()
  window.addEventListener('offline', leave)
  window.addEventListener('online', comeBack)

  return {
    awareness: provider.awareness,
    get isConnected(): boolean {
      return provider.wsconnected
    },
    get isSynced(): boolean {
      return provider.synced
    },
    /** All that this browser has to say has been said, and is kept. */
    get isDurable(): boolean {
      const { ws } = provider
      const sent = ws instanceof CountingSocket ? ws.changesSent : 0
      return provider.synced && sent > 0 && durable >= sent
    },
    close(): void {
      window.removeEventListener('offline', leave)
      window.removeEventListener('online', comeBack)
      doc.off('update', events.onChange)
      provider.destroy()
      provider.awareness.destroy()
    },
  }
}
