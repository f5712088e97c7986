import { updateFrame } from '@reliance/shared/realtime/frames'
import * as Y from 'yjs'

/** What one person typed, one character an update, as the frames of y-websocket's protocol; recorded beforehand. */
export interface Typing {
  clientId: number
  /** The frame at index n brings the character at clock n. */
  frames: Uint8Array[]
}

export const recordTyping = (count: number): Typing => {
  const doc = new Y.Doc()
  const text = doc.getText('content')
  const frames: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => frames.push(updateFrame(update)))
  for (let index = 0; index < count; index++) text.insert(index, 'x')
  doc.destroy()
  return { clientId: doc.clientID, frames }
}

/** One update that brings a text of so many characters, from somebody of its own. */
export const recordPaste = (length: number): Uint8Array => {
  const doc = new Y.Doc()
  doc.getText('content').insert(0, 'x'.repeat(length))
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
