import * as Y from 'yjs'
import type { Target } from './dialect'
import { LightClient, updateOf } from './light-client'

/** Milliseconds from the moment before the socket is opened. */
export interface Opening {
  /** Until the document has arrived. */
  received: number
  /** Until it can be read: it has been put into a Yjs document. */
  applied: number
  bytes: number
}

/** Opens a document as a browser does that has nothing of it, and leaves. */
export const openOnce = async (target: Target, documentId: string, person: string): Promise<Opening> => {
  const doc = new Y.Doc()
  const from = performance.now()
  const client = new LightClient(target, documentId, person)
  const opening = await new Promise<Opening>((resolve, reject) => {
    client.synced.catch(reject)
    client.onFrame = (frame) => {
      const update = updateOf(frame)
      if (update === null) return
      const received = performance.now() - from
      Y.applyUpdate(doc, update)
      resolve({ received, applied: performance.now() - from, bytes: update.byteLength })
    }
  })
  client.close()
  doc.destroy()
  return opening
}
