import { messageType } from '@reliance/shared/realtime/protocol'

/** y-protocols/sync: what follows the message type. 0 asks, 1 and 2 carry changes. */
const carryingChanges = [1, 2]

/**
 * A socket that counts the messages with changes that it was given. The server says how many of them are durable
 * (message type 4), and the two figures agree when everything is kept.
 */
export class CountingSocket extends WebSocket {
  changesSent = 0

  override send(data: Uint8Array<ArrayBuffer>): void {
    const [type, part] = data
    if (type === messageType.sync && part !== undefined && carryingChanges.includes(part))
      this.changesSent += 1
    super.send(data)
  }
}
