import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { askingOf, type Ask } from './asking'
import { root } from './bundle'

export interface Load {
  ask: Ask
  stop(): Promise<void>
}

/** The process that holds the clients. */
export const startLoad = (script = 'load-process.ts'): Load => {
  const file = path.join(import.meta.dirname, script)
  const child = spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  return {
    ask: askingOf(child),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}
