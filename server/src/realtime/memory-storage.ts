import { type Append, type DocumentStorage, type StoredDocument, UnknownDocuments } from './storage'

/** Storage that forgets with the process; a document exists once `create` has named it. */
export const createMemoryStorage = (): DocumentStorage & { create(documentId: string): void } => {
  const documents = new Map<string, StoredDocument>()
  let sequence = 0n

  const find = (documentId: string): StoredDocument => {
    const document = documents.get(documentId)
    if (document === undefined) throw new UnknownDocuments([documentId])
    return document
  }

  const keep = ({ documentId, update, bindings }: Append): void => {
    const document = find(documentId)
    document.log.push({ sequence: ++sequence, bytes: update.slice() })
    for (const { clientId, personId } of bindings) {
      if (!document.clients.has(clientId)) document.clients.set(clientId, personId)
    }
  }

  return {
    create: (documentId) => {
      documents.set(documentId, { log: [], clients: new Map() })
    },
    load: async (documentId) => {
      const document = documents.get(documentId)
      return document === undefined ? null : { log: [...document.log], clients: new Map(document.clients) }
    },
    append: async (batch) => {
      const unknown = batch.map((append) => append.documentId).filter((id) => !documents.has(id))
      if (unknown.length > 0) throw new UnknownDocuments(unknown)
      batch.forEach(keep)
    },
    replace: async (documentId, sequences, state) => {
      const document = find(documentId)
      const replaced = new Set(sequences)
      const last = sequences.at(-1)
      document.log = document.log
        .map((entry) => (entry.sequence === last ? { sequence: last, bytes: state.slice() } : entry))
        .filter((entry) => entry.sequence === last || !replaced.has(entry.sequence))
    },
  }
}
