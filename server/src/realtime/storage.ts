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

/**
 * What became of an append: kept at this place of its document's log, or not at all. `foreign-client`: another process
 * has meanwhile bound one of its client ids to somebody else.
 */
export type AppendOutcome = { sequence: number } | { refused: 'unknown-document' | 'foreign-client' }

export interface LoggedUpdate {
  sequence: number
  bytes: Uint8Array
}

/** A document's log, or the part of it after a sequence, in the order of writing. */
export interface StoredLog {
  log: LoggedUpdate[]
  clients: Map<number, string | null>
}

/** What compaction starts from: the log, and who wrote the text that had been moved when its first row was made. */
export interface CompactableLog {
  log: LoggedUpdate[]
  movedText: Uint8Array | null
}

/** What a document would not take of a message, with who sent it. */
export interface SetAside {
  documentId: string
  senderId: string
  update: Uint8Array
}

/**
 * Keeps documents as logs of Yjs updates. Each document numbers its updates 1, 2, 3 without a hole, and they become
 * visible in this order, whichever process writes them: who knows the document up to k lacks exactly what follows k.
 */
export interface DocumentStorage {
  /** Null when there is no such document. */
  load(documentId: string): Promise<StoredLog | null>
  /** What follows `sequence`; its first row may say again what came before it, when the log was compacted meanwhile. */
  since(documentId: string, sequence: number): Promise<StoredLog>
  /** The last sequence of each of these documents; one that has no log is left out. */
  latest(documentIds: string[]): Promise<Map<string, number>>
  /**
   * Keeps the whole batch in one commit (RT2), but for what is refused, and says what became of each append, in order.
   * A client id that is already bound keeps its person. Rejects when nothing was kept and it can be tried again.
   */
  append(batch: Append[]): Promise<AppendOutcome[]>
  loadForCompaction(documentId: string): Promise<CompactableLog | null>
  /** Puts `state` in the place of the rows up to `sequence`, at once; what was appended meanwhile stays. */
  replace(
    documentId: string,
    sequence: number,
    state: Uint8Array,
    movedText: Uint8Array | null,
  ): Promise<void>
  /** While `work` runs, nobody else runs any such work on this document, in whatever process. */
  exclusively(documentId: string, work: () => Promise<void>): Promise<void>
  /** Keeps it once, however often it is sent. False: there are too many of them already. */
  setAside(setAside: SetAside): Promise<boolean>
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
