import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'

export type DueJob = { id: string; kind: string; objectId: string; attempts: number }

/** One job for one object and kind: a second call moves it. */
export async function upsertJob(tx: Transaction, kind: string, objectId: string, dueAt: Date): Promise<void> {
  const again = { dueAt, doneAt: null, lockedUntil: null, attempts: 0, lastError: null }
  await tx.dueJob.upsert({
    where: { kind_objectId: { kind, objectId } },
    create: { kind, objectId, dueAt },
    update: again,
  })
}

export async function completeJob(tx: Transaction, kind: string, objectId: string, at: Date): Promise<void> {
  await tx.dueJob.updateMany({ where: { kind, objectId, doneAt: null }, data: { doneAt: at } })
}

/** Takes due jobs for this process; another process skips the rows that are being taken. */
export async function claimDueJobs(
  database: Database,
  now: Date,
  lockedUntil: Date,
  most: number,
): Promise<DueJob[]> {
  return database.prisma.$queryRaw<DueJob[]>`
    UPDATE due_jobs SET locked_until = ${lockedUntil}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM due_jobs
      WHERE done_at IS NULL AND due_at <= ${now} AND (locked_until IS NULL OR locked_until <= ${now})
      ORDER BY due_at LIMIT ${most} FOR UPDATE SKIP LOCKED
    )
    RETURNING id, kind, object_id AS "objectId", attempts`
}

/** Only while this process holds the job: it may have been moved to a later time while it was being done. */
export async function finishJob(database: Database, id: string, heldUntil: Date, at: Date): Promise<void> {
  await database.prisma.dueJob.updateMany({
    where: { id, doneAt: null, lockedUntil: heldUntil },
    data: { doneAt: at, lastError: null },
  })
}

/** Only while this process holds the job. */
export async function postponeJob(
  database: Database,
  id: string,
  heldUntil: Date,
  until: Date,
  error: string,
): Promise<void> {
  await database.prisma.dueJob.updateMany({
    where: { id, doneAt: null, lockedUntil: heldUntil },
    data: { lockedUntil: until, lastError: error },
  })
}

/** When the next job can be taken, or null when nothing waits. */
export async function nextDueAt(database: Database): Promise<Date | null> {
  const [row] = await database.prisma.$queryRaw<{ next: Date | null }[]>`
    SELECT min(greatest(due_at, locked_until)) AS next FROM due_jobs WHERE done_at IS NULL`
  return row?.next ?? null
}
