import type { Database } from '../db/client'
import type { ErrorLog } from '../error-log'

/** Tells through the database that this process does not reach Redis, and asks whether another one does not. */
export interface Absence {
  /** From now on, until `end`, others are answered that somebody is away. */
  begin(): void
  /** Resolves when this process no longer counts as away. */
  end(): Promise<void>
  isSomebodyAway(): Promise<boolean>
}

/** Any two numbers, the same in every process. */
const family = 1_380_270_409
const key = 1_094_861_636
/** How soon it is noticed that the lock went with its connection. */
const lookAgainAfter = 1000

/**
 * A process that is away holds a shared advisory lock, which PostgreSQL releases by itself when the process dies: there is
 * no table of processes to keep true. It takes one connection of the pool for that time.
 */
export function createAbsence(database: Database, log: ErrorLog): Absence {
  let stop: (() => void) | null = null
  let holding: Promise<void> = Promise.resolve()

  async function hold(stopped: Promise<void>, isStopped: () => boolean): Promise<void> {
    const aWhile = () =>
      Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, lookAgainAfter).unref())])
    while (!isStopped()) {
      try {
        await database.withConnection(async ({ query }) => {
          await query('SELECT pg_advisory_lock_shared($1, $2)', [family, key])
          while (!isStopped()) {
            await aWhile()
            await query('SELECT 1')
          }
          await query('SELECT pg_advisory_unlock_shared($1, $2)', [family, key])
        })
      } catch (error) {
        log.error({ err: error }, 'the other processes could not be told that this one does not reach Redis')
        await aWhile()
      }
    }
  }

  return {
    begin() {
      if (stop) return
      let isStopped = false
      const stopped = new Promise<void>((resolve) => {
        stop = () => {
          isStopped = true
          resolve()
        }
      })
      holding = hold(stopped, () => isStopped)
    },

    async end() {
      stop?.()
      stop = null
      await holding
    },

    async isSomebodyAway() {
      const [row] = await database.prisma.$queryRaw<{ away: boolean }[]>`
        SELECT EXISTS (
          SELECT FROM pg_locks
          WHERE locktype = 'advisory' AND classid::bigint = ${family} AND objid::bigint = ${key} AND objsubid = 2
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        ) AS away`
      return row?.away ?? false
    },
  }
}
