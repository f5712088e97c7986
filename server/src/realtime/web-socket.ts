import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Socket } from './socket'

/**
 * The `ws` side of a connection. What goes to many is framed once and written straight to the network stream below
 * `ws`, which frames again for each receiver. That is safe as long as nothing is compressed and `ws` is open: it then
 * writes its own frames (pings, close) in the same turn, whole, to the same stream.
 */
export const socketOf = (webSocket: WebSocket, stream: Duplex): Socket => ({
  send: (bytes) => {
    return webSocket.readyState !== webSocket.OPEN || stream.write(frameOf(bytes))
  },
  close: (code, reason) => webSocket.close(code, reason),
  get bufferedAmount() {
    return stream.writableLength
  },
  /** A ping stands behind all that is queued: when it has left, the rest has. */
  whenDrained: (callback) => webSocket.ping(undefined, false, () => callback()),
})

/** One and the same message, sent to many, is the same array, and goes to one after the other. */
let lastMessage: Uint8Array | null = null
let lastFrame: Buffer = Buffer.alloc(0)

const frameOf = (message: Uint8Array): Buffer => {
  if (message !== lastMessage) {
    lastFrame = binaryFrame(message)
    lastMessage = message
  }
  return lastFrame
}

/** A whole, unmasked binary message of a server (RFC 6455, 5.2). */
const binaryFrame = (message: Uint8Array): Buffer => {
  const { byteLength } = message
  const headerBytes = byteLength < 126 ? 2 : byteLength < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerBytes + byteLength)
  frame[0] = finalBinary
  if (headerBytes === 2) frame[1] = byteLength
  else if (headerBytes === 4) {
    frame[1] = 126
    frame.writeUInt16BE(byteLength, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(byteLength), 2)
  }
  frame.set(message, headerBytes)
  return frame
}

const finalBinary = 0x82
