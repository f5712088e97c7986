import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process this is, so that another one can tell whether it still runs. */
export type ProcessMark = {
  pid: number
  host: string
  /** Processes with the same space see each other's pid: one boot of one machine, one container. */
  space: string
  /** Tells a process from a later one with the same pid; empty where the system does not say. */
  started: string
}

export function markOfThisProcess(): ProcessMark {
  return { pid: process.pid, host: hostname(), space: pidSpace(), started: startOf(process.pid) }
}

/** Whether that process runs: `unknown` when it belongs to another machine or container. */
export function stateOf(mark: ProcessMark): 'running' | 'ended' | 'unknown' {
  if (mark.host !== hostname() || mark.space !== pidSpace()) return 'unknown'
  if (!exists(mark.pid)) return 'ended'
  return mark.started === startOf(mark.pid) ? 'running' : 'ended'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function pidSpace(): string {
  return read(
    () => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim() + readlinkSync('/proc/self/ns/pid'),
  )
}

/** Clock ticks from the boot to the start of the process: field 22, counted after the name in parentheses. */
function startOf(pid: number): string {
  return read(() => {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  })
}

/** Only Linux has /proc; elsewhere the pid and the host name must do. */
function read(source: () => string): string {
  try {
    return source()
  } catch {
    return ''
  }
}
