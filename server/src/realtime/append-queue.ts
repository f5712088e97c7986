import { CommitMoment } from './commit-moment'
import { noObserver, type Observer } from './observer'
import type { Append, AppendOutcome, DocumentStorage } from './storage'

/** Only what the realtime engine writes to the log of the server. */
export interface Log {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** Whose appends they are: told in the order in which it pushed them, once each. */
export interface AppendOwner {
  written(outcomes: AppendOutcome[]): void
}

export interface AppendQueue {
  /** `notBefore` is the moment (of `performance.now`) before which nobody would hear of it even if it were written. */
  push(append: Append, owner: AppendOwner, notBefore?: number): void
  /** Resolves when all that was pushed so far has been written or refused. */
  drained(): Promise<void>
  /** How many updates wait for a commit. */
  readonly length: number
  /** The storage does not answer: what is pushed waits. */
  readonly isStalled: boolean
  onStalled(listener: (isStalled: boolean) => void): void
}

interface Entry {
  append: Append
  owner: AppendOwner
  at: number
}

/**
 * Group commit (RT2): all that arrives in one turn of the event loop, while a commit is under way, or shortly after one
 * began, is one commit; the more a commit carried, the longer the next one gathers. After a pause there is nothing to
 * wait for: the commit begins at once. What may wait goes with the first commit that does not.
 * A commit that fails is tried again with a growing delay, in order, and nothing overtakes it (RT3).
 */
export const createAppendQueue = (options: {
  storage: Pick<DocumentStorage, 'append'>
  log: Log
  observer?: Observer
  firstRetryMs?: number
  lastRetryMs?: number
}): AppendQueue => {
  const { storage, log, observer = noObserver, firstRetryMs = 50, lastRetryMs = 5000 } = options
  const moment = new CommitMoment()
  let waiting: Entry[] = []
  let running = false
  let committing = 0
  let isStalled = false
  let idleListeners: (() => void)[] = []
  const stallListeners: ((isStalled: boolean) => void)[] = []

  const stall = (stalled: boolean): void => {
    if (stalled === isStalled) return
    isStalled = stalled
    for (const listener of stallListeners) listener(stalled)
  }

  const commit = async (entries: Entry[]): Promise<void> => {
    const batch = entries.map(({ append }) => append)
    for (let delay = firstRetryMs; ; delay = Math.min(delay * 2, lastRetryMs)) {
      try {
        const outcomes = await storage.append(batch)
        observer.committed(entries.length, performance.now() - (entries[0] as Entry).at)
        stall(false)
        return tell(entries, outcomes, log)
      } catch (error) {
        observer.commitFailed()
        const details = { err: error, updates: entries.length, retryInMs: delay }
        log.error(details, 'updates could not be written; trying again')
        stall(true)
        await sleep(delay)
      }
    }
  }

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      await moment.reached()
      const batch = takeBatch(waiting)
      waiting = waiting.slice(batch.length)
      moment.begin(batch.length, waiting.length > 0)
      committing = batch.length
      await commit(batch)
      committing = 0
    }
    running = false
    const idle = idleListeners
    idleListeners = []
    for (const listener of idle) listener()
  }

  return {
    push: (append, owner, notBefore = 0) => {
      waiting.push({ append, owner, at: performance.now() })
      moment.want(notBefore)
      if (running) return
      running = true
      setImmediate(() => void run())
    },
    drained: () => (running ? new Promise((resolve) => idleListeners.push(resolve)) : Promise.resolve()),
    get length() {
      return waiting.length + committing
    },
    get isStalled() {
      return isStalled
    },
    onStalled: (listener) => void stallListeners.push(listener),
  }
}

/** As many as one statement may carry. */
const takeBatch = (entries: Entry[]): Entry[] => {
  let bytes = 0
  const end = entries.findIndex(({ append }, index) => {
    bytes += append.update.byteLength
    return index > 0 && (index >= mostUpdates || bytes > mostBytes)
  })
  return end === -1 ? entries : entries.slice(0, end)
}

const mostUpdates = 20_000
const mostBytes = 32 * 1024 * 1024

const tell = (entries: Entry[], outcomes: AppendOutcome[], log: Log): void => {
  const byOwner = new Map<AppendOwner, AppendOutcome[]>()
  entries.forEach(({ owner }, index) => {
    const theirs = byOwner.get(owner)
    const outcome = outcomes[index] as AppendOutcome
    if (theirs === undefined) byOwner.set(owner, [outcome])
    else theirs.push(outcome)
  })
  for (const [owner, theirs] of byOwner) {
    try {
      owner.written(theirs)
    } catch (error) {
      log.error({ err: error }, 'committed updates could not be relayed')
    }
  }
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
