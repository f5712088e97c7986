import { spawn } from 'node:child_process'
import path from 'node:path'

/** The root of the workspace. */
export const repository = path.join(import.meta.dirname, '../..')

/** Runs a Node program of the workspace with nothing of our own environment but the path; never rejects. */
export function runToEnd(
  parameters: string[],
  environment: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, parameters, {
    cwd: repository,
    env: { PATH: process.env.PATH, ...environment },
  })
  let output = ''
  const collect = (part: Buffer) => (output += part.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}
