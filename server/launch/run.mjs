import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './root.mjs'

/**
 * Runs a command quietly; when it fails, throws with everything it said.
 * @param {{ cwd?: string, env?: Record<string, string> }} options `cwd` from the root of the workspace
 */
export function run(command, parameters, { cwd = '.', env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: path.join(root, cwd),
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    const collect = (part) => (output += part)
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) return resolve()
      reject(new Error(`${output}\nÉchec : ${[command, ...parameters].join(' ')} (code ${code})`))
    })
  })
}

/**
 * Runs a command that speaks for itself; gives back its exit code. Signals sent to us are passed on.
 * @param {{ cwd?: string, env?: Record<string, string | undefined> }} options
 */
export function runAloud(command, parameters, { cwd = '.', env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      cwd: path.join(root, cwd),
      env: { ...process.env, ...env },
      stdio: 'inherit',
    })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass)
    process.on('SIGTERM', pass)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      process.off('SIGINT', pass)
      process.off('SIGTERM', pass)
      resolve(code ?? (signal ? 130 : 1))
    })
  })
}

/** A tool of the workspace's own dependencies, run with the Node that runs this. */
export function tool(name, parameters, options) {
  return runAloud(
    process.execPath,
    [path.join(root, 'node_modules', ...name.split('/')), ...parameters],
    options,
  )
}
