import { randomUUID } from 'node:crypto'
import type { Bus } from './bus'

/** For a single process: there is nobody to tell, and nothing to miss. */
export function createLoneBus(): Bus {
  return {
    origin: randomUUID(),
    hasPeers: false,
    isConnected: true,
    dropped: 0,
    publish: () => undefined,
    subscribe: async () => () => undefined,
    onChange: () => () => undefined,
    close: async () => undefined,
  }
}
