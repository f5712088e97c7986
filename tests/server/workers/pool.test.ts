import { attributedBlocks, templateUpdate } from '@reliance/shared/realtime/document'
import { carryAuthors } from '@reliance/shared/realtime/moved-text'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { createWorkers, type PoolOptions, type Workers } from '@reliance/server/workers/pool'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Doc, XmlElement, XmlText } from 'yjs'

const template = templateUpdate([{ id: 'facts', heading: 'Les faits' }])
const textOf = (state: Uint8Array) => ({ state, moved: null, updates: [], shown: null })
const spoilt = new Uint8Array([1, 2, 3])

/** A log whose compaction takes a while: a long text, and a small change after the other. */
function longLog(changes: number): Uint8Array[] {
  const doc = new Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const block = new XmlElement('textblock')
  const text = new XmlText()
  doc.getXmlFragment('content').push([block])
  block.insert(0, [text])
  for (let change = 0; change < changes; change++) text.insert(change % 7, 'mot ')
  doc.destroy()
  return updates
}

describe('the threads', () => {
  let workers: Workers
  afterEach(() => workers.close())
  const open = (options: PoolOptions = {}): Workers => (workers = createWorkers(options))

  it('give the results of the jobs, and leave the bytes to whoever asked', async () => {
    open()
    const updates = longLog(50)
    const log = { state: template, moved: null, updates }
    const compacted = carryAuthors(log)
    expect(await workers.run('compact', log)).toEqual(compacted)
    expect(updates[0]?.byteLength).toBeGreaterThan(0)
    const blocks = attributedBlocks(compacted.state, compacted.moved)
    expect(await workers.run('attribute', { ...log, shown: null })).toEqual(blocks)
    expect(await workers.run('attribute', { ...log, shown: template })).toEqual(attributedBlocks(template))
  })

  it('get no more of a buffer than the bytes that were meant', async () => {
    open()
    const shelf = new Uint8Array(template.byteLength + 100)
    shelf.set(template, 50)
    const state = shelf.subarray(50, 50 + template.byteLength)
    expect(await workers.run('attribute', textOf(state))).toEqual(attributedBlocks(template))
    expect(shelf.byteLength).toBe(template.byteLength + 100)
  })

  it('[RT20] are two at most, the rest waits in order, and past a bound is refused', async () => {
    open({ threads: 2, waiting: 3 })
    const done: number[] = []
    const asked = Array.from({ length: 5 }, async (_, index) => {
      await workers.run('compact', { state: template, moved: null, updates: longLog(200) })
      done.push(index)
    })
    expect(workers.load).toEqual({ waiting: 3, running: 2, threads: 2 })
    await expect(workers.run('attribute', textOf(template))).rejects.toMatchObject({
      name: 'JobFailed',
      reason: 'too-many',
    })
    await Promise.all(asked)
    expect(done.toSorted()).toEqual([0, 1, 2, 3, 4])
    // One of the two that began at once is done before any that had to wait.
    expect(done[0]).toBeLessThan(2)
    expect(workers.load).toMatchObject({ waiting: 0, running: 0 })
  })

  it('say what is wrong with a job, and go on', async () => {
    open({ threads: 1 })
    await expect(workers.run('attribute', textOf(spoilt))).rejects.toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('job attribute') as string,
    })
    expect(await workers.run('attribute', textOf(template))).toHaveLength(2)
    expect(workers.load.threads).toBe(1)
  })

  it('[RT20] that crash are replaced: only their job is lost', async () => {
    // Too little heap for so long a log, and enough for the next one.
    open({ threads: 1, heapMegabytes: 40 })
    const lost = workers.run('compact', { state: emptyUpdate, moved: null, updates: longLog(60_000) })
    const next = workers.run('attribute', textOf(template))
    await expect(lost).rejects.toMatchObject({ reason: 'crashed' })
    expect(await next).toHaveLength(2)
  }, 60_000)

  it('[RT20] that take too long are given up', async () => {
    open({ threads: 1, jobMs: 20 })
    const late = workers.run('compact', { state: emptyUpdate, moved: null, updates: longLog(20_000) })
    await expect(late).rejects.toMatchObject({ reason: 'too-long' })
    await vi.waitFor(() => expect(workers.load).toEqual({ waiting: 0, running: 0, threads: 0 }), 5000)
  })

  it('end when there is nothing to do, and start again', async () => {
    open({ idleMs: 50 })
    expect(workers.load.threads).toBe(0)
    await workers.run('attribute', textOf(template))
    expect(workers.load.threads).toBe(1)
    await vi.waitFor(() => expect(workers.load.threads).toBe(0), 5000)
    expect(await workers.run('attribute', textOf(template))).toHaveLength(2)
  })

  it('end with the server, and what is not done fails', async () => {
    open({ threads: 1 })
    const asked = Array.from({ length: 3 }, () =>
      workers.run('compact', { state: template, moved: null, updates: longLog(500) }),
    )
    const outcomes = Promise.allSettled(asked)
    await workers.close()
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { reason: 'closed' } })
    await expect(workers.run('attribute', textOf(template))).rejects.toMatchObject({
      reason: 'closed',
    })
  })
})
