import type { Log } from './append-queue'
import type { OpenDocuments } from './open-documents'
import type { PeerBus } from './peers'
import type { DocumentStorage } from './storage'

export interface PeerWatch {
  /** Tells the others who is here, and looks whether anything of theirs was missed. */
  beat(): void
  stop(): void
}

/**
 * Makes up for what the bus loses. While it is away the log is looked at every `pollMs`; when it is back everything is
 * exchanged again. A message that was lost between two processes that could both be heard is found at the next beat.
 */
export const watchPeers = (parts: {
  bus: PeerBus | null
  documents: OpenDocuments
  storage: Pick<DocumentStorage, 'latest'>
  log: Log
  pollMs: number
}): PeerWatch => {
  const { bus, documents, storage, log, pollMs } = parts
  if (bus === null) return { beat: () => undefined, stop: () => undefined }
  let isLooking = false

  const look = async (): Promise<void> => {
    if (isLooking) return
    isLooking = true
    try {
      for (const [documentId, sequence] of await storage.latest(documents.ids)) {
        const room = documents.find(documentId)
        if (room !== null && room.writing.copy.sequence < sequence) room.writing.catchUpSoon()
      }
    } catch (error) {
      log.error({ err: error }, 'the logs of the open documents could not be looked at')
    } finally {
      isLooking = false
    }
  }

  const timer = setInterval(() => {
    if (!bus.isConnected && documents.size > 0) void look()
  }, pollMs)
  timer.unref()
  const forget = bus.onChange((isConnected) => {
    if (isConnected) for (const link of documents.links()) link.restore()
  })

  return {
    beat: () => {
      for (const link of documents.links()) link.beat()
      void look()
    },
    stop: () => {
      clearInterval(timer)
      forget()
    },
  }
}
