import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { ErrorLog } from '../error-log'
import type { Transaction } from '../db/transaction'
import { claimDueJobs, completeJob, finishJob, nextDueAt, postponeJob, upsertJob, type DueJob } from './store'

type Handler = (objectId: string) => Promise<void>

export type DueJobs = ReturnType<typeof createDueJobs>

const second = 1000
/** A process that dies while it works lets go of its jobs after this time. */
const lockedFor = 60 * second
/** Longest sleep: jobs made by other processes are seen within it. */
const longestSleep = 15 * second

/**
 * Things to do at a given time: kept in one table, done once even with several processes, caught up after the
 * server was down. A handler must bear being run again: a process may die between the work and the mark.
 */
export function createDueJobs({ database, clock, log }: { database: Database; clock: Clock; log: ErrorLog }) {
  const handlers = new Map<string, Handler>()
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let stopped = true

  async function runOne(job: DueJob, heldUntil: Date) {
    const handler = handlers.get(job.kind)
    try {
      if (!handler) throw new Error(`no handler for ${job.kind}`)
      await handler(job.objectId)
      await finishJob(database, job.id, heldUntil, clock.now())
    } catch (error) {
      log.error({ err: error, kind: job.kind, objectId: job.objectId }, 'due job failed')
      const wait = Math.min(3600, 5 * 2 ** job.attempts) * second
      await postponeJob(database, job.id, heldUntil, new Date(clock.now().getTime() + wait), String(error))
    }
  }

  /** Does everything that is due now; gives back how many. */
  async function runDue(): Promise<number> {
    const now = clock.now()
    const heldUntil = new Date(now.getTime() + lockedFor)
    const jobs = await claimDueJobs(database, now, heldUntil, 20)
    for (const job of jobs) await runOne(job, heldUntil)
    return jobs.length
  }

  async function sleepTime(): Promise<number> {
    const next = await nextDueAt(database)
    if (!next) return longestSleep
    return Math.min(longestSleep, Math.max(second, next.getTime() - clock.now().getTime()))
  }

  async function turn(): Promise<void> {
    let sleep = second
    try {
      const done = await runDue()
      sleep = done > 0 ? 0 : await sleepTime()
    } catch (error) {
      log.error({ err: error }, 'due jobs could not be read')
    }
    if (!stopped) timer = setTimeout(go, sleep)
  }

  function go() {
    running = turn()
  }

  return {
    handle: (kind: string, handler: Handler): void => void handlers.set(kind, handler),

    /** In the transaction that makes the job needed. */
    async schedule(tx: Transaction, kind: string, objectId: string, dueAt: Date): Promise<void> {
      await upsertJob(tx, kind, objectId, dueAt)
    },

    /** The work was done by hand, or is no longer needed. */
    complete: (tx: Transaction, kind: string, objectId: string) =>
      completeJob(tx, kind, objectId, clock.now()),

    runDue,

    /** Looks at once, then whenever something is due. */
    start(): void {
      stopped = false
      go()
    },

    async stop(): Promise<void> {
      stopped = true
      if (timer) clearTimeout(timer)
      await running
    },
  }
}
