import { setTimeout as pause } from 'node:timers/promises'
import { startCatchUp } from '@reliance/server/bus/catch-up'
import { createChanges } from '@reliance/server/bus/changes'
import { describe, expect, it, vi } from 'vitest'

const log = { error: vi.fn() }

function start(work: () => Promise<void>) {
  const changes = createChanges(log)
  changes.set(true)
  const bus = {
    onChange: changes.listen,
    get isConnected() {
      return changes.isConnected
    },
  }
  return { changes, catchUp: startCatchUp({ bus, work, log, everyMs: 20 }) }
}

describe('catching up with other processes', () => {
  it('does nothing while all is well', async () => {
    const work = vi.fn(async () => undefined)
    const { catchUp } = start(work)
    await pause(60)
    expect(work).not.toHaveBeenCalled()
    await catchUp.stop()
  })

  it('looks again and again while messages may be missed, also after a look that failed, and ends with one', async () => {
    const work = vi.fn(async () => undefined).mockRejectedValueOnce(new Error('database away'))
    const { changes, catchUp } = start(work)
    changes.set(false)
    await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(3))
    const before = work.mock.calls.length
    changes.set(true)
    expect(work.mock.calls.length).toBe(before + 1)
    await pause(60)
    expect(work.mock.calls.length).toBe(before + 1)
    await catchUp.stop()
    changes.set(false)
    expect(work.mock.calls.length).toBe(before + 1)
  })

  it('looks once more when something was missed during a look, and never twice at a time', async () => {
    const ends: (() => void)[] = []
    const work = vi.fn(() => new Promise<void>((resolve) => ends.push(resolve)))
    const { changes, catchUp } = start(work)
    changes.gap()
    changes.gap()
    expect(work).toHaveBeenCalledTimes(1)
    ends[0]?.()
    await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2))
    ends[1]?.()
    await pause(50)
    expect(work).toHaveBeenCalledTimes(2)
    await catchUp.stop()
  })
})
