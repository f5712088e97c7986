import { messageType } from '@reliance/shared/realtime/protocol'
import { readAuthMessage } from 'y-protocols/auth'
import type { StockClient } from './stock-client'

/** Why the server refused what this client sent: grows with each permission-denied message. */
export const refusalsOf = ({ provider, doc }: StockClient): string[] => {
  const reasons: string[] = []
  provider.messageHandlers[messageType.auth] = (_encoder, decoder) =>
    readAuthMessage(decoder, doc, (_doc, reason) => reasons.push(reason))
  return reasons
}
