import type { Config } from './config'
import { openDatabase, type Database } from './db/client'
import { lockFolder } from './db/lock'
import { StartRefusal } from './start-refusal'

/** Opens the database for the time of a command; the data folder is kept for it, so a running server refuses it. */
export async function withDatabase<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const lock = config.databaseUrl ? null : await lockFolder(config.dataDir)
  try {
    const database = await openDatabase(config)
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    lock?.release()
  }
}

/** The work of a process: when it cannot be done, says why, in one sentence where there is one, and ends with code 1. */
export function runCommand(command: () => Promise<void>): void {
  command().catch((error: unknown) => {
    const text =
      error instanceof StartRefusal ? error.message : error instanceof Error ? error.stack : String(error)
    process.stderr.write(`${text}\n`)
    process.exit(1)
  })
}

/** For the person at the terminal. */
export function print(...lines: string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
