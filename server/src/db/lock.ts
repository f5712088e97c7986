import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { StartRefusal } from '../start-refusal'
import { markOfThisProcess, stateOf, type ProcessMark } from './process-mark'

export type FolderLock = { release(): void }

/** Milliseconds. The holder touches its lock at each beat; a lock untouched for the patience has no holder. */
const usual = { beat: 4_000, patience: 12_000 }

/**
 * Keeps the data folder for this process: PGlite lets two processes open one folder and loses rows.
 * The lock of a process that has ended is taken over.
 */
export async function lockFolder(folder: string, times = usual): Promise<FolderLock> {
  const file = path.join(folder, 'lock')
  const mark = JSON.stringify(markOfThisProcess())
  prepareFolder(folder)
  while (!claim(file, mark)) {
    const holder = readHolder(file)
    if (holder) await makeSureItEnded(folder, file, holder, times.patience)
    removeAbandoned(file, holder)
  }
  const timer = setInterval(() => touch(file), times.beat)
  timer.unref()
  return {
    release() {
      clearInterval(timer)
      if (readText(file) === mark) rmSync(file, { force: true })
    },
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    const trial = path.join(folder, `.write-${process.pid}`)
    writeFileSync(trial, '')
    rmSync(trial)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new StartRefusal(
      `Impossible d’écrire dans le dossier de données ${folder} (${code}) : changez ses droits, ou DATA_DIR.`,
      `The data folder ${folder} cannot be written to (${code}): change its permissions, or DATA_DIR.`,
      { cause: error },
    )
  }
}

/** The file appears at once with its content, or not at all because there is one already. */
function claim(file: string, mark: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, mark)
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

type Holder = { text: string; mark: ProcessMark | null }

/** Null when the lock has just been released. */
function readHolder(file: string): Holder | null {
  const text = readText(file)
  if (text === null) return null
  try {
    return { text, mark: JSON.parse(text) as ProcessMark }
  } catch {
    // Not written by this program: its age alone can tell.
    return { text, mark: null }
  }
}

async function makeSureItEnded(
  folder: string,
  file: string,
  holder: Holder,
  patience: number,
): Promise<void> {
  const state = holder.mark ? stateOf(holder.mark) : 'unknown'
  if (state === 'ended') return
  const touched = touchedAt(file)
  if (state === 'unknown') {
    await pause(patience)
    if (touchedAt(file) === touched) return
  }
  const who = holder.mark ? `${holder.mark.pid}, ${holder.mark.host}` : '?'
  throw new StartRefusal(
    `Le dossier de données ${folder} est déjà utilisé par un autre processus (${who}) : arrêtez-le, ou changez DATA_DIR.`,
    `The data folder ${folder} is already in use by another process (${who}): stop it, or change DATA_DIR.`,
  )
}

/** Two processes may take over at once: what was moved away must be what was judged, else it goes back. */
function removeAbandoned(file: string, holder: Holder | null): void {
  if (!holder) return
  const aside = `${file}.abandoned-${process.pid}`
  try {
    renameSync(file, aside)
    if (readText(aside) !== holder.text) linkSync(aside, file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' && code !== 'EEXIST') throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

function touch(file: string): void {
  try {
    const now = new Date()
    utimesSync(file, now, now)
  } catch {
    // The folder was removed under a running server: its next write will say so.
  }
}

function touchedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
