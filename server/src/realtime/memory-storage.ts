import { bounds } from '@reliance/shared/realtime/protocol'
import { createOneAtATime } from './one-at-a-time'
import type { Append, AppendOutcome, DocumentStorage, LoggedUpdate, SetAside } from './storage'
import { UnknownDocuments } from './storage'

interface MemoryDocument {
  log: LoggedUpdate[]
  lastSequence: number
  clients: Map<number, string | null>
  movedText: Uint8Array | null
}

export interface MemoryStorage extends DocumentStorage {
  /** A document exists once it has been named here. */
  create(documentId: string): void
  readonly setAsides: readonly SetAside[]
}

/** Storage that forgets with the process. */
export const createMemoryStorage = (): MemoryStorage => {
  const documents = new Map<string, MemoryDocument>()
  const setAsides: SetAside[] = []

  const keep = ({ documentId, update, bindings }: Append): AppendOutcome => {
    const document = documents.get(documentId)
    if (document === undefined) return { refused: 'unknown-document' }
    const { clients } = document
    const isForeign = ({ clientId, personId }: Append['bindings'][number]): boolean =>
      clients.has(clientId) && clients.get(clientId) !== personId
    const refused = bindings.some(isForeign)
    for (const { clientId, personId } of bindings) {
      if (!clients.has(clientId)) clients.set(clientId, personId)
    }
    if (refused) return { refused: 'foreign-client' }
    const sequence = ++document.lastSequence
    document.log.push({ sequence, bytes: update.slice() })
    return { sequence }
  }

  const after = (document: MemoryDocument, sequence: number) => ({
    log: document.log.filter((entry) => entry.sequence > sequence),
    clients: new Map(document.clients),
  })

  return {
    setAsides,
    create: (documentId) => {
      documents.set(documentId, { log: [], lastSequence: 0, clients: new Map(), movedText: null })
    },
    load: async (documentId) => {
      const document = documents.get(documentId)
      return document === undefined ? null : after(document, 0)
    },
    since: async (documentId, sequence) => {
      const document = documents.get(documentId)
      return document === undefined ? { log: [], clients: new Map() } : after(document, sequence)
    },
    latest: async (documentIds) =>
      new Map(
        documentIds.flatMap((id) => {
          const lastSequence = documents.get(id)?.lastSequence ?? 0
          return lastSequence === 0 ? [] : [[id, lastSequence] as const]
        }),
      ),
    append: async (batch) => batch.map(keep),
    loadForCompaction: async (documentId) => {
      const document = documents.get(documentId)
      return document === undefined ? null : { log: [...document.log], movedText: document.movedText }
    },
    replace: async (documentId, sequence, state, movedText) => {
      const document = documents.get(documentId)
      if (document === undefined) throw new UnknownDocuments([documentId])
      if (!document.log.some((entry) => entry.sequence === sequence)) return
      document.movedText = movedText
      document.log = document.log
        .map((entry) => (entry.sequence === sequence ? { sequence, bytes: state.slice() } : entry))
        .filter((entry) => entry.sequence >= sequence)
    },
    exclusively: createOneAtATime(),
    setAside: async (setAside) => {
      const same = setAsides.filter(({ documentId }) => documentId === setAside.documentId)
      if (same.length >= bounds.setAsidesPerDocument) return false
      const isKnown = same.some(
        ({ senderId, update }) =>
          senderId === setAside.senderId && Buffer.compare(update, setAside.update) === 0,
      )
      if (!isKnown) setAsides.push({ ...setAside, update: setAside.update.slice() })
      return true
    },
  }
}
