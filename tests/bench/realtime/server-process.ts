import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { askingOf, type Ask } from './asking'
import { root } from './bundle'
import type { Target } from './dialect'
import { peersFolder } from './peers'
import type { Place, ServerKind } from './servers'

export interface RunningServer {
  kind: ServerKind
  target: Target
  process: ChildProcess
  ask: Ask
  /** Milliseconds of processor time, user and system, of this process alone, all its threads. */
  processorTime(): Promise<number>
  /** Makes documents, where a server wants them to be made. */
  makeDocuments(ids: string[]): Promise<void>
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

/** A measured server in a process of its own, with plain Node; resolves when it listens. */
export const startServer = async (kind: ServerKind, place: Place): Promise<RunningServer> => {
  const control = path.join(peersFolder, 'control.mjs')
  const child = spawn(process.execPath, ['--expose-gc', '--import', control, ...place.command], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', process.env.BENCH_ERRORS ? 'inherit' : 'ignore', 'ipc'],
  })
  const ask = askingOf(child)
  const port = await portOf(child)
  return {
    kind,
    target: { origin: `ws://127.0.0.1:${port}`, path: kind.path, dialect: kind.dialect },
    process: child,
    ask,
    processorTime: async () => {
      const { user, system } = await ask<NodeJS.CpuUsage>('usage')
      return (user + system) / 1000
    },
    makeDocuments: async (ids) => {
      if (kind.isOurs) await ask('documents', ids)
    },
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}

const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.on('message', (message: { port?: number }) => {
      if (message.port !== undefined) resolve(message.port)
    })
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`the server ended with ${code} (BENCH_ERRORS=1 shows why)`)),
    )
  })
