import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { startSyncServer } from './sync-server'

/**
 * A sync server on memory storage in a process of its own: `node --expose-gc hostile-process.ts DOCUMENT`. It says where
 * it listens, and answers every message with the bytes of its heap after garbage collection.
 */
const [documentId] = process.argv.slice(2) as [string]
const storage = createMemoryStorage()
storage.create(documentId)
const server = await startSyncServer(storage, { heartbeatMs: 3000, unloadAfterMs: 100 })
const collect = globalThis.gc as () => void
process.on('message', () => {
  collect()
  setTimeout(() => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    process.send?.({ heap: heapUsed + arrayBuffers, peak: process.resourceUsage().maxRSS * 1024 })
  }, 50)
})
process.send?.({ origin: server.origin })
