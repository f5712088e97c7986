/** Which person a Yjs client id belongs to; null is the template. */
export interface ClientBinding {
  clientId: number
  personId: string | null
}

/** One update to keep, with the client ids that it is the first to use. */
export interface Append {
  documentId: string
  update: Uint8Array
  bindings: ClientBinding[]
}

export interface LoggedUpdate {
  sequence: bigint
  bytes: Uint8Array
}

export interface StoredDocument {
  /** In the order of their writing. */
  log: LoggedUpdate[]
  clients: Map<number, string | null>
}

/** Keeps documents as logs of Yjs updates. */
export interface DocumentStorage {
  /** Null when there is no such document. */
  load(documentId: string): Promise<StoredDocument | null>
  /**
   * Keeps all of the batch or nothing, in one commit (RT2). A client id that is already bound keeps its person.
   * Rejects with `UnknownDocuments` when some of the documents are gone, with anything else when it can be tried again.
   */
  append(batch: Append[]): Promise<void>
  /** Puts `state` in the place of exactly these log entries, at once; what was appended meanwhile stays. */
  replace(documentId: string, sequences: bigint[], state: Uint8Array): Promise<void>
}

/** These documents do not exist (any more): writing to them can never succeed. */
export class UnknownDocuments extends Error {
  readonly documentIds: ReadonlySet<string>

  constructor(documentIds: Iterable<string>) {
    super('unknown documents')
    this.name = 'UnknownDocuments'
    this.documentIds = new Set(documentIds)
  }
}
