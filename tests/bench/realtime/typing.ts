import * as encoding from 'lib0/encoding'
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

/** A frame of y-websocket's protocol that brings this update. */
export const updateFrame = (update: Uint8Array): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarUint(encoder, 2)
  encoding.writeVarUint8Array(encoder, update)
  return encoding.toUint8Array(encoder)
}
