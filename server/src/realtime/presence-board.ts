import type { Connection } from './connection'

/** Somebody who has the document open in at least one browser. */
export interface PresentPerson {
  personId: string
  name: string
  collegeId: string | null
  mayWrite: boolean
  /** Their caret stands in the text. */
  active: boolean
}

/** What the board reads of a room. */
interface Gathering {
  readonly connections: Iterable<Connection>
  hasCursor(connection: Connection): boolean
}

export interface PresenceBoard {
  list(documentId: string): PresentPerson[]
  /** Compares with what was last told, and tells the listeners when somebody came, went or changed. */
  check(documentId: string): void
  forget(documentId: string): void
  listen(listener: (documentId: string) => void): () => void
}

/** Who is in which document, for the pages that only show it. */
export const createPresenceBoard = (find: (documentId: string) => Gathering | null): PresenceBoard => {
  const listeners = new Set<(documentId: string) => void>()
  const told = new Map<string, string>()

  const list = (documentId: string): PresentPerson[] => {
    const room = find(documentId)
    return room === null ? [] : peopleOf(room)
  }

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

const peopleOf = (room: Gathering): PresentPerson[] => {
  const people = new Map<string, PresentPerson>()
  for (const connection of room.connections) {
    const { id, name, collegeId } = connection.person
    const before = people.get(id)
    people.set(id, {
      personId: id,
      name,
      collegeId,
      mayWrite: connection.mayWrite,
      active: room.hasCursor(connection) || before?.active === true,
    })
  }
  return [...people.values()]
}
