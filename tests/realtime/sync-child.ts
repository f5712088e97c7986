import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface SyncChild {
  origin: string
  process: ChildProcess
}

/** Where a sync process keeps its documents, and where it meets the others: the server's own variables. */
export type SyncPlace = ({ DATA_DIR: string } | { DATABASE_URL: string; REDIS_URL?: string }) & {
  HEARTBEAT_MS?: string
}

/** Starts `sync-process.ts` and waits until it listens. */
export const startSyncChild = async (place: SyncPlace, documentId: string): Promise<SyncChild> => {
  const script = fileURLToPath(new URL('./sync-process.ts', import.meta.url))
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, documentId], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...place },
  })
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (data: Buffer) => resolve(data.toString().trim()))
    child.once('exit', (code) => reject(new Error(`the sync process ended with ${code}`)))
  })
  return { origin, process: child }
}

export const stopSyncChild = async (
  { process: child }: SyncChild,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
