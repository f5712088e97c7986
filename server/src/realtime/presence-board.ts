import type { PresentPerson } from './presence'

export interface PresenceBoard {
  list(documentId: string): PresentPerson[]
  /** Compares with what was last told, and tells the listeners when somebody came, went or changed. */
  check(documentId: string): void
  forget(documentId: string): void
  listen(listener: (documentId: string) => void): () => void
}

/** Who is in which document, for the pages that only show it. */
export const createPresenceBoard = (list: (documentId: string) => PresentPerson[]): PresenceBoard => {
  const listeners = new Set<(documentId: string) => void>()
  const told = new Map<string, string>()

  return {
    list,
    check: (documentId) => {
      const now = JSON.stringify(list(documentId))
      if (now === (told.get(documentId) ?? '[]')) return
      told.set(documentId, now)
      for (const listener of listeners) listener(documentId)
    },
    forget: (documentId) => {
      told.delete(documentId)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
