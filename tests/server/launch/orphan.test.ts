import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'

const launch = path.join(import.meta.dirname, '../../../server/launch')

/** As npm does: a shell that waits for its command, and dies alone of a signal. */
async function startUnderShell(environment: Record<string, string>) {
  const code = `const { stopWithNpm } = await import('${launch}/orphan.mjs'); stopWithNpm(); setTimeout(() => {}, 20000)`
  const script = '"$0" --input-type=module -e "$1" & echo $!; wait'
  const shell = spawn('sh', ['-c', script, process.execPath, code], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve) => {
    shell.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
  })
  await pause(1000)
  return { shell, pid }
}

async function isGoneWithin(pid: number, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds
  while (performance.now() < end) {
    if (!existsSync(`/proc/${pid}`)) return true
    await pause(100)
  }
  return false
}

describe('a server started by npm', () => {
  it('stops when the shell between them is gone', async () => {
    const { shell, pid } = await startUnderShell({ npm_lifecycle_event: 'start' })
    expect(await isGoneWithin(pid, 1000)).toBe(false)
    shell.kill('SIGTERM')
    expect(await isGoneWithin(pid, 10_000)).toBe(true)
  })

  it('goes on without its shell when npm did not start it', async () => {
    const { shell, pid } = await startUnderShell({})
    shell.kill('SIGTERM')
    expect(await isGoneWithin(pid, 3000)).toBe(false)
    process.kill(pid, 'SIGKILL')
  })
})
