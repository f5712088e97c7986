import { clone, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { closeCode, messageType } from '@reliance/shared/realtime/protocol'
import { readAuthMessage } from 'y-protocols/auth'
import { messageYjsSyncStep1 } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import { decodeStateVector, type Doc } from 'yjs'
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
  /** The server did not take a change: one of the refusals of the sync server, such as `read-only`. */
  onDenied: (reason: string) => void
  /** The server says what it holds and asks for the rest. */
  onAsked: (held: Map<number, number>) => void
  /** The socket was closed, by the server when there is a code. */
  onClosed: (code: number | undefined, reason: string) => void
  /** The server closed for good. */
  onEnd: (code: number) => void
}

/** The stock y-websocket provider on `WS /api/documents/:id/sync`, with the server's durable acknowledgement. */
export function createProvider(documentId: string, doc: Doc, events: ProviderEvents) {
  let durable = 0
  let waiting = false
  const provider = new WebsocketProvider(
    `${location.origin.replace(/^http/, 'ws')}/api/documents/${documentId}`,
    'sync',
    doc,
    {
      connect: false,
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
  provider.messageHandlers[messageType.waiting] = (_encoder, decoder) => {
    waiting = readVarUint(decoder) === 1
    events.onChange()
  }
  const sync = provider.messageHandlers[messageType.sync]
  provider.messageHandlers[messageType.sync] = (encoder, decoder, ...rest) => {
    const ahead = clone(decoder)
    sync?.(encoder, decoder, ...rest)
    if (readVarUint(ahead) === messageYjsSyncStep1) {
      events.onAsked(decodeStateVector(readVarUint8Array(ahead)))
    }
  }
  provider.messageHandlers[messageType.auth] = (_encoder, decoder) => {
    readAuthMessage(decoder, doc, (_doc, reason) => events.onDenied(reason))
  }
  provider.on('status', ({ status }) => {
    if (status === 'connecting') {
      durable = 0
      waiting = false
    }
    events.onChange()
  })
  provider.on('connection-close', (event) => {
    events.onClosed(event?.code, event?.reason ?? '')
    events.onChange()
  })
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
    connect: comeBack,
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
    /** The server's storage does not answer: what is sent waits. */
    get isWaiting(): boolean {
      return waiting
    },
    /** Says everything again on another socket: what was refused on this one is never acknowledged on it. */
    startOver(): void {
      provider.disconnect()
      provider.connect()
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
