import type { AppendQueue, Log } from './append-queue'
import type { Connection } from './connection'
import type { Refusal } from './ledger'
import type { Durable } from './relay'
import type { ClientBinding, DocumentStorage } from './storage'

/** Those who hear of what is written. */
export interface Audience {
  relay(updates: Durable[], acknowledged: number): void
  /** Nobody would hear of an update sooner if it were written before this moment (of `performance.now`). */
  readonly nextCommitAt: number
  refuse(connection: Connection, reason: string): void
  ask(connection: Connection): void
  askAll(): void
  closeAll(ending: { code: number; reason: string }): void
  restIfIdle(): void
}

export interface WritingOptions {
  documentId: string
  storage: DocumentStorage
  queue: AppendQueue
  log: Log
  now: () => number
  /** Other processes write the same documents: what is not known here may be in the log all the same. */
  isShared: boolean
  /** These updates stand in the log from `sequence` on. */
  onWritten(sequence: number, updates: Uint8Array[], bindings: ClientBinding[]): void
  /** What people have written apart may have to be made good (RT22). */
  onMendNeed(): void
  /** Updates by these persons have become durable. */
  onStored(personIds: (string | null)[]): void
  onSetAside(): void
  /** This copy is worth nothing any more: the next who comes gets another. */
  onUnusable(): void
}

/** An accepted update on its way to the storage. */
export interface Pending extends Durable {
  personId: string | null
  bindings: ClientBinding[]
  settle: ((error?: Error) => void) | null
}

/** Changes made on the server are refused for the same reasons. */
export class WriteRefused extends Error {
  readonly refusal: Refusal | 'foreign-client'

  constructor(refusal: Refusal | 'foreign-client') {
    super(refusal)
    this.name = 'WriteRefused'
    this.refusal = refusal
  }
}

const nothing = (): void => undefined
export const nobody: Audience = {
  relay: nothing,
  nextCommitAt: 0,
  refuse: nothing,
  ask: nothing,
  askAll: nothing,
  closeAll: nothing,
  restIfIdle: nothing,
}
