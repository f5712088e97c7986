import { updateFrame } from '@reliance/shared/realtime/frames'
import { mergeUpdates } from '@reliance/shared/realtime/update'
import type { Connection } from './connection'

/** An update that has become durable, and the connection that it came by, if it came by one of these. */
export interface Durable {
  update: Uint8Array
  sender: Connection | null
}

/**
 * The frame that tells of these updates, made once, and the one connection that need not hear of them. Several updates
 * are merged: one message to each of two hundred browsers costs more than the merging, and what somebody has sent
 * themselves changes nothing there.
 */
export const relayFrame = (updates: Durable[]): { frame: Uint8Array; but: Connection | null } => {
  const [first] = updates as [Durable]
  const isOneSender = updates.every(({ sender }) => sender === first.sender)
  const update = updates.length === 1 ? first.update : mergeUpdates(updates.map((durable) => durable.update))
  return { frame: updateFrame(update), but: isOneSender ? first.sender : null }
}
