import type { WebSocket } from 'ws'
import type { Socket } from './socket'

/** The `ws` side of a connection. */
export const socketOf = (webSocket: WebSocket): Socket => ({
  send: (bytes) => {
    if (webSocket.readyState === webSocket.OPEN) webSocket.send(bytes, { binary: true })
  },
  close: (code, reason) => webSocket.close(code, reason),
  get bufferedAmount() {
    return webSocket.bufferedAmount
  },
  /** A ping stands behind all that is queued: when it has left, the rest has. */
  whenDrained: (callback) => webSocket.ping(undefined, false, () => callback()),
})
