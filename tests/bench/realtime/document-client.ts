import { updateFrame } from '@reliance/shared/realtime/frames'
import * as Y from 'yjs'
import type { Target } from './dialect'
import { LightClient, updateOf } from './light-client'

/** Somebody with the document before them, on any server; once cut off they stay away. */
export class DocumentClient {
  readonly doc = new Y.Doc()
  readonly text = this.doc.getText('content')
  readonly socket: LightClient
  /** Told of each frame before the document takes it in. */
  onFrame: ((frame: Uint8Array) => void) | null = null

  constructor(target: Target, documentId: string, person: string) {
    this.socket = new LightClient(target, documentId, person)
    this.socket.onFrame = (frame) => this.#takeIn(frame)
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== this) this.socket.send(updateFrame(update))
    })
  }

  get synced(): Promise<void> {
    return this.socket.synced
  }

  close(): void {
    this.socket.close()
    this.doc.destroy()
  }

  #takeIn(frame: Uint8Array): void {
    try {
      this.onFrame?.(frame)
      const update = updateOf(frame)
      if (update !== null) Y.applyUpdate(this.doc, update, this)
    } catch {
      // Some servers pass on what cannot be read; a browser goes on with the next message too.
    }
  }
}
