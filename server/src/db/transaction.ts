import { setTimeout as pause } from 'node:timers/promises'
import { Prisma } from '@reliance/prisma/client'
import type { Database } from './database'

export type Transaction = Prisma.TransactionClient

/** Milliseconds. PGlite does one transaction after the other, so one may wait for several. */
export const transactionLimits = { maxWait: 10_000, timeout: 15_000 }

const mostAttempts = 10
const longestPause = 500

/**
 * Runs `work` as if it were alone (serializable). PostgreSQL lets one of two conflicting transactions fail: it is
 * run again, so `work` must do nothing but read and write through `tx`.
 */
export async function inTransaction<Result>(
  database: Database,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await database.prisma.$transaction(work, {
        isolationLevel: Prisma.TransactionIsolationLevel.Serializable,
      })
    } catch (error) {
      if (attempt === mostAttempts || !isConflict(error)) throw error
      await pause(Math.random() * Math.min(longestPause, 10 * 2 ** attempt))
    }
  }
}

/** SQLSTATE of a serialization failure and of a deadlock. */
const conflictStates = new Set(['40001', '40P01'])

/** A conflict is P2034 from the client's own operations, but keeps the adapter's words in raw SQL and at commit. */
function isConflict(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof Prisma.PrismaClientKnownRequestError) {
    return error.code === 'P2034' || isConflict(error.meta?.driverAdapterError)
  }
  const cause = error.cause as { kind?: string; originalCode?: string } | undefined
  return cause?.kind === 'TransactionWriteConflict' || conflictStates.has(cause?.originalCode ?? '')
}
