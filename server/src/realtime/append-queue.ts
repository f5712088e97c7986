import { type Append, type DocumentStorage, UnknownDocuments } from './storage'

/** Only what the realtime engine writes to the log of the server. */
export interface Log {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Whose appends they are: told in the order in which it pushed them, once each. */
export interface AppendOwner {
  committed(appends: Append[]): void
  /** The document is gone; nothing of this owner will ever be kept. */
  lost(): void
}

export interface AppendQueue {
  push(append: Append, owner: AppendOwner): void
  /** Resolves when all that was pushed so far is committed or lost. */
  drained(): Promise<void>
}

interface Entry {
  append: Append
  owner: AppendOwner
}

/**
 * Group commit (RT2): all that arrives in one turn of the event loop, or while a commit is under way, is one commit.
 * A commit that fails is tried again with a growing delay, in order, and nothing overtakes it (RT3).
 */
export const createAppendQueue = (options: {
  storage: DocumentStorage
  log: Log
  firstRetryMs?: number
  lastRetryMs?: number
}): AppendQueue => {
  const { storage, log, firstRetryMs = 50, lastRetryMs = 5000 } = options
  let waiting: Entry[] = []
  let running = false
  let listeners: (() => void)[] = []

  const commit = async (entries: Entry[]): Promise<void> => {
    let rest = entries
    let delay = firstRetryMs
    while (rest.length > 0) {
      try {
        await storage.append(rest.map((entry) => entry.append))
        tell(rest, log)
        return
      } catch (error) {
        const kept = error instanceof UnknownDocuments ? withoutLost(rest, error.documentIds) : rest
        if (kept.length < rest.length) {
          rest = kept
          continue
        }
        log.error(
          { err: error, updates: rest.length, retryInMs: delay },
          'updates could not be written; trying again',
        )
        await sleep(delay)
        delay = Math.min(delay * 2, lastRetryMs)
      }
    }
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      await commit(batch)
    }
    running = false
    const idle = listeners
    listeners = []
    for (const listener of idle) listener()
  }

  return {
    push: (append, owner) => {
      waiting.push({ append, owner })
      if (running) return
      running = true
      setImmediate(() => void run())
    },
    drained: () => (running ? new Promise((resolve) => listeners.push(resolve)) : Promise.resolve()),
  }
}

const tell = (entries: Entry[], log: Log): void => {
  const byOwner = new Map<AppendOwner, Append[]>()
  for (const { append, owner } of entries) {
    const appends = byOwner.get(owner)
    if (appends === undefined) byOwner.set(owner, [append])
    else appends.push(append)
  }
  for (const [owner, appends] of byOwner) {
    try {
      owner.committed(appends)
    } catch (error) {
      log.error({ err: error }, 'committed updates could not be relayed')
    }
  }
}

const withoutLost = (entries: Entry[], gone: ReadonlySet<string>): Entry[] => {
  const lost = new Set<AppendOwner>()
  const rest = entries.filter(({ append, owner }) => {
    if (!gone.has(append.documentId)) return true
    lost.add(owner)
    return false
  })
  for (const owner of lost) owner.lost()
  return rest
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
