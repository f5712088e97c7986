import * as decoding from 'lib0/decoding'
import WebSocket from 'ws'
import { greetingOf, prefixOf, syncReply, urlOf, type Target } from './dialect'

const sync = 0
const stepTwo = 1
const askAll = Uint8Array.of(sync, 0, 1, 0)

/** A socket that says what a stock client says, and throws away what it hears: it weighs nothing on the machine. */
export class LightClient {
  readonly synced: Promise<void>
  received = 0
  readonly #socket: WebSocket
  readonly #prefix: Uint8Array
  /** Told of each frame that comes once this is set, with what the dialect puts before it cut off. */
  onFrame: ((frame: Uint8Array) => void) | null = null
  /** The server has closed the socket, or it failed. */
  failed = false

  constructor(target: Target, documentId: string, person: string) {
    this.#prefix = prefixOf(target, documentId)
    this.#socket = new WebSocket(urlOf(target, documentId, person), { perMessageDeflate: false })
    this.#socket.on('open', () => {
      const greeting = greetingOf(target, documentId)
      if (greeting !== null) this.#socket.send(greeting)
      this.send(askAll)
    })
    this.synced = new Promise((resolve, reject) => {
      this.#socket.on('error', (error) => {
        this.failed = true
        reject(error)
      })
      this.#socket.on('close', (code) => {
        this.failed = true
        reject(new Error(`closed with ${code}`))
      })
      this.#socket.on('message', (data: Buffer) => {
        this.received++
        const frame = data.subarray(this.#prefix.length)
        this.onFrame?.(frame)
        if (isStepTwo(frame)) resolve()
      })
    })
  }

  /** A frame of y-websocket's protocol. */
  send(frame: Uint8Array): void {
    this.#socket.send(this.#prefix.length === 0 ? frame : Buffer.concat([this.#prefix, frame]))
  }

  /** Takes nothing more from the network until `resume`: what the server sends stays with it. */
  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  close(): void {
    this.#socket.removeAllListeners('close')
    this.#socket.terminate()
  }
}

const isStepTwo = (frame: Uint8Array): boolean =>
  (frame[0] === sync || frame[0] === syncReply) && frame[1] === stepTwo

/** The Yjs update in a frame, or null when it brings none. */
export const updateOf = (frame: Uint8Array): Uint8Array | null => {
  const decoder = decoding.createDecoder(frame)
  const type = decoding.readVarUint(decoder)
  if (type !== sync && type !== syncReply) return null
  return decoding.readVarUint(decoder) === 0 ? null : decoding.readVarUint8Array(decoder)
}
