import { liveKey, type LiveMessage } from '@reliance/shared/live/protocol'
import type { Bus } from '../bus/bus'
import type { ErrorLog } from '../error-log'

/** What the hub needs of a socket. */
export type LiveSocket = { send(text: string): void; close(code: number, reason: string): void }

type LiveConnection = {
  socket: LiveSocket
  personId: string
  loginSessionId: string
  committeeIds: Set<string>
  /** How often its committees were asked for. */
  question: number
}

export type LiveHub = ReturnType<typeof createLiveHub>

/** What one process tells the others, on the channel `live` of the bus. */
type News = { keys: string[] } & ({ committeeId: string } | { personId: string })

const channel = 'live'

/**
 * Tells open pages which keys changed, those of the other processes too. Keys published in one turn go out as one message.
 * Nothing is kept: a page that was away loads again when it reconnects.
 */
export function createLiveHub(parts: {
  bus: Bus
  log: ErrorLog
  readCommitteeIds: (personId: string) => Promise<string[]>
  /** Which of these browsers are still signed in. */
  readSignedIn: (loginSessionIds: string[]) => Promise<Set<string>>
}) {
  const { bus, log, readCommitteeIds, readSignedIn } = parts
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

  /** The committees of these pages' people, read now. When several questions cross, the last one counts. */
  async function readAgain(asked: LiveConnection[]): Promise<void> {
    const questions = new Map(asked.map((connection) => [connection, ++connection.question]))
    for (const personId of new Set(asked.map((connection) => connection.personId))) {
      const committeeIds = new Set(await readCommitteeIds(personId))
      for (const [connection, question] of questions) {
        if (connection.personId === personId && connection.question === question)
          connection.committeeIds = committeeIds
      }
    }
  }

  async function closeSignedOut(asked: LiveConnection[]): Promise<void> {
    const signedIn = await readSignedIn(asked.map(({ loginSessionId }) => loginSessionId))
    for (const { socket, loginSessionId } of asked) {
      if (!signedIn.has(loginSessionId)) socket.close(...signedOut)
    }
  }

  function tellCommittee(committeeId: string, keys: string[]): void {
    for (const connection of connections) {
      if (connection.committeeIds.has(committeeId)) queue(connection, keys)
    }
  }

  async function tellPerson(personId: string, keys: string[]): Promise<void> {
    const theirs = [...connections].filter((connection) => connection.personId === personId)
    await readAgain(theirs)
    for (const connection of theirs) queue(connection, keys)
  }

  function tellOthers(news: News): void {
    bus.publish(channel, Buffer.from(JSON.stringify(news)))
  }

  function hear(payload: Uint8Array): void {
    const news = JSON.parse(Buffer.from(payload).toString()) as News
    if ('committeeId' in news) return tellCommittee(news.committeeId, news.keys)
    tellPerson(news.personId, news.keys).catch((error: unknown) => {
      log.error({ err: error, personId: news.personId }, 'the pages of a person could not be told')
    })
  }

  return {
    /** From here on, what the other processes publish is told too. */
    listen: async (): Promise<void> => void (await bus.subscribe(channel, hear)),

    /** Adds a page; the answer takes it away again. A browser that was signed out meanwhile is told so. */
    async connect(socket: LiveSocket, personId: string, loginSessionId: string): Promise<() => void> {
      const connection = { socket, personId, loginSessionId, committeeIds: new Set<string>(), question: 0 }
      connections.add(connection)
      const leave = () => connections.delete(connection)
      try {
        await Promise.all([readAgain([connection]), closeSignedOut([connection])])
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },

    /** Something of the committee changed: tells its members' pages. Call it after the commit. */
    publish(committeeId: string, keys: string[]): void {
      tellOthers({ committeeId, keys })
      tellCommittee(committeeId, keys)
    },

    /** Something of one person changed, their memberships perhaps: tells that person's pages. */
    async publishToPerson(personId: string, keys: string[]): Promise<void> {
      tellOthers({ personId, keys })
      await tellPerson(personId, keys)
    },

    /** Anything may have changed unheard: asks who is still signed in and where, and tells every page to load again. */
    async catchUp(): Promise<void> {
      const present = [...connections]
      if (present.length === 0) return
      await closeSignedOut(present)
      await readAgain(present)
      for (const connection of present) queue(connection, [liveKey.everything()])
    },

    closeLoginSessions(isClosed: (loginSessionId: string, personId: string) => boolean): void {
      for (const connection of [...connections]) {
        if (isClosed(connection.loginSessionId, connection.personId)) connection.socket.close(...signedOut)
      }
    },

    close(): void {
      for (const connection of [...connections]) connection.socket.close(1001, 'going-away')
    },
  }
}

const signedOut = [4401, 'signed-out'] as const
