import { randomUUID } from 'node:crypto'
import { migrationsFolder } from '../folders'
import { StartRefusal } from '../start-refusal'
import type { Database } from './database'
import type { SqlConnection } from './connection'
import { readMigrations, type Migration } from './migration-files'

/** A row of Prisma's own table, which the stock command line reads too. */
type Applied = { name: string; checksum: string; finished: boolean }

/** Any number, the same in every process: only one of them migrates a database at a time. */
const advisoryLock = 7_235_010_261

const createTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id                  VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum            VARCHAR(64) NOT NULL,
  finished_at         TIMESTAMPTZ,
  migration_name      VARCHAR(255) NOT NULL,
  logs                TEXT,
  rolled_back_at      TIMESTAMPTZ,
  started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`

/**
 * Brings the database to the state that this code expects; gives back the names of what it applied.
 * Each file is one transaction, so that a migration that fails leaves nothing behind.
 */
export async function migrate(database: Database, folder = migrationsFolder): Promise<string[]> {
  const migrations = readMigrations(folder)
  return database.withConnection(async (connection) => {
    if (database.kind === 'pglite') return applyMissing(connection, migrations)
    await connection.query('SELECT pg_advisory_lock($1)', [advisoryLock])
    const names = await applyMissing(connection, migrations)
    await connection.query('SELECT pg_advisory_unlock($1)', [advisoryLock])
    return names
  })
}

async function applyMissing(connection: SqlConnection, migrations: Migration[]): Promise<string[]> {
  await connection.script(createTable)
  const applied = await connection.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
     FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  refuseMismatch(applied, migrations)
  const known = new Set(applied.map((row) => row.name))
  const missing = migrations.filter((migration) => !known.has(migration.name))
  for (const migration of missing) await apply(connection, migration)
  return missing.map((migration) => migration.name)
}

function refuseMismatch(applied: Applied[], migrations: Migration[]): void {
  const files = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const row of applied) {
    const file = files.get(row.name)
    if (!row.finished) {
      throw new StartRefusal(
        `La migration ${row.name} s’est arrêtée en chemin sur cette base : restaurez une sauvegarde, ou terminez-la à la main.`,
        `The migration ${row.name} stopped half-way on this database: restore a backup, or finish it by hand.`,
      )
    }
    if (!file) {
      throw new StartRefusal(
        `La base est plus récente que ce programme (migration inconnue : ${row.name}) : mettez le programme à jour.`,
        `The database is newer than this program (unknown migration: ${row.name}): update the program.`,
      )
    }
    if (!file.checksums.includes(row.checksum)) {
      throw new StartRefusal(
        `La migration ${row.name} a été modifiée après avoir été appliquée : remettez son fichier dans son état d’origine.`,
        `The migration ${row.name} was edited after it was applied: put its file back as it was.`,
      )
    }
  }
}

async function apply(connection: SqlConnection, migration: Migration): Promise<void> {
  await connection.script('BEGIN')
  try {
    await connection.script(migration.sql)
    await connection.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksums[0], migration.name],
    )
    await connection.script('COMMIT')
  } catch (error) {
    await connection.script('ROLLBACK')
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartRefusal(
      `La migration ${migration.name} a échoué et n’a rien changé (${reason}).`,
      `The migration ${migration.name} failed and changed nothing (${reason}).`,
      { cause: error },
    )
  }
}
