import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '@reliance/server/db/client'
import { inTransaction } from '@reliance/server/db/transaction'
import { createDueJobs } from '@reliance/server/due-jobs/service'
import { testDatabases } from '../../support/database'
import { createTestClock, type TestClock } from '../../support/test-clock'

const minute = 60_000
const silent = { error: () => undefined, info: () => undefined }

describe.each(testDatabases())('due jobs on $name', ({ available, open }) => {
  const test = it.skipIf(!available)
  let database: Database
  let clock: TestClock
  beforeAll(async () => {
    if (available) database = await open()
  })
  beforeEach(async () => {
    clock = createTestClock()
    await database?.prisma.dueJob.deleteMany()
  })
  afterAll(() => database?.close())

  const at = (away: number) => new Date(clock.now().getTime() + away)

  /** One process, noting what it does. */
  function startProcess(work: (objectId: string) => Promise<void> = () => Promise.resolve()) {
    const done: string[] = []
    const jobs = createDueJobs({ database, clock, log: silent })
    jobs.handle('ring', async (objectId) => {
      done.push(objectId)
      await work(objectId)
    })
    const schedule = (objectId: string, dueAt: Date) =>
      inTransaction(database, (tx) => jobs.schedule(tx, 'ring', objectId, dueAt))
    return { done, jobs, schedule }
  }

  test('are done at their time and not before, in the order of their times', async () => {
    const { done, jobs, schedule } = startProcess()
    const [first, second] = [randomUUID(), randomUUID()]
    await schedule(second, at(2 * minute))
    await schedule(first, at(minute))
    expect(await jobs.runDue()).toBe(0)
    clock.advance(minute)
    expect(await jobs.runDue()).toBe(1)
    expect(done).toEqual([first])
    clock.advance(3 * 24 * 60 * minute)
    await jobs.runDue()
    expect(await jobs.runDue()).toBe(0)
    expect(done).toEqual([first, second])
  })

  test('are done once by two processes that look at the same moment', async () => {
    const one = startProcess()
    const other = startProcess()
    const ids = Array.from({ length: 12 }, () => randomUUID())
    for (const id of ids) await one.schedule(id, at(minute))
    clock.advance(minute)
    await Promise.all([one, other, one, other].map(({ jobs }) => jobs.runDue()))
    expect([...one.done, ...other.done].sort()).toEqual(ids.sort())
  })

  test('are not made when their transaction fails', async () => {
    const { done, jobs } = startProcess()
    const failing = inTransaction(database, async (tx) => {
      await jobs.schedule(tx, 'ring', randomUUID(), at(-minute))
      throw new Error('the act failed')
    })
    await expect(failing).rejects.toThrow('the act failed')
    await jobs.runDue()
    expect(done).toEqual([])
  })

  test('are done again when they were moved while they were being done', async () => {
    const id = randomUUID()
    const { done, jobs, schedule } = startProcess(async () => {
      if (done.length === 1) await schedule(id, at(minute))
    })
    await schedule(id, at(0))
    await jobs.runDue()
    clock.advance(minute)
    await jobs.runDue()
    expect(done).toEqual([id, id])
    clock.advance(minute)
    expect(await jobs.runDue()).toBe(0)
  })

  test('are tried again later when they fail, and let go by a process that died', async () => {
    const failing = startProcess(() => Promise.reject(new Error('not now')))
    const healthy = startProcess()
    const id = randomUUID()
    await failing.schedule(id, at(0))
    await failing.jobs.runDue()
    await healthy.jobs.runDue()
    expect(healthy.done).toEqual([])
    clock.advance(minute)
    await healthy.jobs.runDue()
    expect(healthy.done).toEqual([id])

    const dying = startProcess(() => new Promise(() => undefined))
    const other = randomUUID()
    await dying.schedule(other, at(0))
    void dying.jobs.runDue()
    await expect.poll(() => dying.done).toEqual([other])
    await healthy.jobs.runDue()
    expect(healthy.done).toEqual([id])
    clock.advance(2 * minute)
    await healthy.jobs.runDue()
    expect(healthy.done).toEqual([id, other])
  })

  test('are left alone once the work was done by hand', async () => {
    const { done, jobs, schedule } = startProcess()
    const id = randomUUID()
    await schedule(id, at(0))
    await inTransaction(database, (tx) => jobs.complete(tx, 'ring', id))
    await jobs.runDue()
    expect(done).toEqual([])
  })

  test('run by themselves between start and stop', async () => {
    const { done, jobs, schedule } = startProcess()
    const [early, late] = [randomUUID(), randomUUID()]
    await schedule(early, at(0))
    jobs.start()
    await expect.poll(() => done).toEqual([early])
    await jobs.stop()
    await schedule(late, at(0))
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(done).toEqual([early])
  })
})
