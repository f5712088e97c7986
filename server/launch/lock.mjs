import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { memory } from './step.mjs'

/** Runs `work` when no other command of this workspace is preparing; waits for it otherwise. */
export async function withLock(work) {
  mkdirSync(memory, { recursive: true })
  const file = path.join(memory, 'preparing')
  let told = false
  while (!claim(file)) {
    if (!isRunning(readHolder(file))) {
      removeAbandoned(file)
      continue
    }
    if (!told) console.log('Une autre commande prépare déjà Reliance : attente…')
    told = true
    await pause(300)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function claim(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** NaN while the file is being written or has just gone. */
function readHolder(file) {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10)
  } catch {
    return Number.NaN
  }
}

function isRunning(pid) {
  if (Number.isNaN(pid)) return true
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Renamed before it is removed: of two commands that find it abandoned, one succeeds. */
function removeAbandoned(file) {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    rmSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
}
