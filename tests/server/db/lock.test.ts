import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { lockFolder } from '@reliance/server/db/lock'
import { markOfThisProcess } from '@reliance/server/db/process-mark'
import { StartRefusal } from '@reliance/server/start-refusal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const quick = { beat: 50, patience: 200 }

describe('the lock of the data folder', () => {
  let folder: string
  let file: string

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'reliance-lock-'))
    file = path.join(folder, 'lock')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('is refused while a live process holds it, and names that process', async () => {
    const lock = await lockFolder(folder, quick)
    const again = lockFolder(folder, quick)
    await expect(again).rejects.toBeInstanceOf(StartRefusal)
    await expect(again).rejects.toThrow(`déjà utilisé par un autre processus (${process.pid}, ${hostname()})`)
    lock.release()
    expect(existsSync(file)).toBe(false)
  })

  it('can be taken again once released, and makes a folder that is not there', async () => {
    const inner = path.join(folder, 'not', 'there')
    const first = await lockFolder(inner, quick)
    first.release()
    const second = await lockFolder(inner, quick)
    second.release()
  })

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const mark = { ...markOfThisProcess(), pid: child.pid, started: await startOf(child.pid) }
    writeFileSync(file, JSON.stringify(mark))
    await expect(lockFolder(folder, quick)).rejects.toThrow(`(${child.pid}, `)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    const lock = await lockFolder(folder, quick)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
    lock.release()
  })

  it('is taken over when a later process has the same pid', async () => {
    writeFileSync(file, JSON.stringify({ ...markOfThisProcess(), started: '1' }))
    const lock = await lockFolder(folder, quick)
    lock.release()
  })

  it('goes to exactly one of several that take it over together', async () => {
    writeFileSync(file, JSON.stringify({ ...markOfThisProcess(), started: '1' }))
    const takers = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder, quick)))
    const taken = takers.filter((taker) => taker.status === 'fulfilled')
    expect(taken).toHaveLength(1)
    taken[0]?.value.release()
  })

  it('of another machine is taken over only when nobody touches it', async () => {
    const elsewhere = JSON.stringify({ pid: 1, host: 'elsewhere', space: 'other', started: '1' })
    writeFileSync(file, elsewhere)
    const beat = setInterval(() => writeFileSync(file, elsewhere), 20)
    await expect(lockFolder(folder, quick)).rejects.toThrow('(1, elsewhere)')
    clearInterval(beat)
    const lock = await lockFolder(folder, quick)
    lock.release()
  })

  it('is touched while it is held', async () => {
    const lock = await lockFolder(folder, quick)
    const before = statSync(file).mtimeMs
    await pause(4 * quick.beat)
    expect(statSync(file).mtimeMs).toBeGreaterThan(before)
    lock.release()
  })

  it('is left alone at the end when another process has taken it', async () => {
    const lock = await lockFolder(folder, quick)
    const other = JSON.stringify({ pid: 1, host: 'elsewhere', space: 'other', started: '1' })
    writeFileSync(file, other)
    lock.release()
    expect(readFileSync(file, 'utf8')).toBe(other)
  })

  it('of an unknown content is taken over when nobody touches it', async () => {
    writeFileSync(file, 'half a loc')
    const lock = await lockFolder(folder, quick)
    lock.release()
  })

  it('says so when the folder cannot be made', async () => {
    const blocked = path.join(folder, 'a-file')
    writeFileSync(blocked, '')
    await expect(lockFolder(path.join(blocked, 'data'), quick)).rejects.toThrow(
      /^Impossible d’écrire dans le dossier de données .+ \(ENOTDIR\)/,
    )
  })
})

/** What process-mark reads of another process; it may not be written yet just after the start. */
async function startOf(pid: number | undefined): Promise<string> {
  await pause(50)
  const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
