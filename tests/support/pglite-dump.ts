import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { readMigrations } from '@reliance/server/db/migration-files'
import { migrate } from '@reliance/server/db/migrate'
import { databaseOf } from '@reliance/server/db/pglite'
import { sha256 } from '@reliance/server/digest'
import { migrationsFolder } from '@reliance/server/folders'

const pgliteVersion = (
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, '../node_modules/@electric-sql/pglite/package.json'), 'utf8'),
  ) as { version: string }
).version

/** Migrates once for each state of the migrations, and keeps the data folder as a file among the temporary ones. */
export async function preparePgliteDump(): Promise<string> {
  const migrations = readMigrations(migrationsFolder).map((migration) => migration.name + migration.sql)
  const key = sha256([pgliteVersion, ...migrations].join('\n')).slice(0, 16)
  const file = path.join(tmpdir(), `reliance-migrated-${key}.tar`)
  if (existsSync(file)) return file
  const pglite = await PGlite.create()
  const database = databaseOf(pglite)
  await migrate(database)
  const dump = await pglite.dumpDataDir('none')
  await database.close()
  // Written aside and renamed: another run may look for it at the same time.
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, new Uint8Array(await dump.arrayBuffer()))
  renameSync(draft, file)
  return file
}
