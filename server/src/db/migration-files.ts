import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sha256 } from '../digest'

export type Migration = {
  name: string
  sql: string
  /** Of the file as Prisma computes it; then of the same text with the other line ends (a Windows checkout). */
  checksums: string[]
}

/** The migrations of a folder, oldest first: `<stamp>_<name>/migration.sql`. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .sort()
    .map((name) => ({ name, file: path.join(folder, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8')
      const unix = sql.replaceAll('\r\n', '\n')
      return { name, sql, checksums: [sql, unix, unix.replaceAll('\n', '\r\n')].map((text) => sha256(text)) }
    })
}
