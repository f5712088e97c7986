import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface SyncChild {
  origin: string
  process: ChildProcess
}

/** Starts `sync-process.ts` and waits until it listens. */
export const startSyncChild = async (folder: string, documentId: string): Promise<SyncChild> => {
  const script = fileURLToPath(new URL('./sync-process.ts', import.meta.url))
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, folder, documentId], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
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
