import type { LiveMessage } from '@reliance/shared/live/protocol'

/** What the hub needs of a socket. */
export type LiveSocket = { send(text: string): void; close(code: number, reason: string): void }

type LiveConnection = {
  socket: LiveSocket
  personId: string
  loginSessionId: string
  committeeIds: Set<string>
}

export type LiveHub = ReturnType<typeof createLiveHub>

/**
 * Tells open pages which keys changed. Keys published in one turn go out as one message. Nothing is kept:
 * a page that was away loads again when it reconnects.
 */
export function createLiveHub(readCommitteeIds: (personId: string) => Promise<string[]>) {
  const connections = new Set<LiveConnection>()
  const waiting = new Map<LiveConnection, Set<string>>()

  function queue(connection: LiveConnection, keys: string[]) {
    if (waiting.size === 0) setImmediate(flush)
    const known = waiting.get(connection) ?? new Set()
    for (const key of keys) known.add(key)
    waiting.set(connection, known)
  }

  function flush() {
    for (const [connection, keys] of waiting) {
      const message: LiveMessage = { keys: [...keys] }
      if (connections.has(connection)) connection.socket.send(JSON.stringify(message))
    }
    waiting.clear()
  }

  return {
    /** Adds a page; the answer takes it away again. */
    async connect(socket: LiveSocket, personId: string, loginSessionId: string): Promise<() => void> {
      const connection = { socket, personId, loginSessionId, committeeIds: new Set<string>() }
      connections.add(connection)
      connection.committeeIds = new Set(await readCommitteeIds(personId))
      return () => connections.delete(connection)
    },

    /** Something of the committee changed: tells its members' pages. Call it after the commit. */
    publish(committeeId: string, keys: string[]): void {
      for (const connection of connections) {
        if (connection.committeeIds.has(committeeId)) queue(connection, keys)
      }
    },

    /** Something of one person changed, their memberships perhaps: tells that person's pages. */
    async publishToPerson(personId: string, keys: string[]): Promise<void> {
      const theirs = [...connections].filter((connection) => connection.personId === personId)
      if (theirs.length === 0) return
      const committeeIds = new Set(await readCommitteeIds(personId))
      for (const connection of theirs) {
        connection.committeeIds = committeeIds
        queue(connection, keys)
      }
    },

    closeLoginSessions(isClosed: (loginSessionId: string, personId: string) => boolean): void {
      for (const connection of [...connections]) {
        if (isClosed(connection.loginSessionId, connection.personId))
          connection.socket.close(4401, 'signed-out')
      }
    },

    close(): void {
      for (const connection of [...connections]) connection.socket.close(1001, 'going-away')
    },
  }
}
