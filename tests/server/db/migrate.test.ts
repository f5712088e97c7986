import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from '@reliance/server/db/client'
import { readMigrations } from '@reliance/server/db/migration-files'
import { migrate } from '@reliance/server/db/migrate'
import { migrationsFolder } from '@reliance/server/folders'
import { StartRefusal } from '@reliance/server/start-refusal'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testDatabases } from '../../support/database'

describe.each(testDatabases())('migrations on $name', ({ available, open }) => {
  describe.skipIf(!available)('open', () => {
    let database: Database
    let folder: string

    beforeEach(async () => {
      database = await open()
      folder = mkdtempSync(path.join(tmpdir(), 'reliance-migrations-'))
      cpSync(migrationsFolder, folder, { recursive: true })
    })
    afterEach(async () => {
      await database?.close()
      rmSync(folder, { recursive: true, force: true })
    })

    function addMigration(name: string, sql: string) {
      mkdirSync(path.join(folder, name))
      writeFileSync(path.join(folder, name, 'migration.sql'), sql)
    }

    const tableNames = async () => {
      const rows = await database.prisma.$queryRaw<{ name: string }[]>`
        SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`
      return rows.map((row) => row.name)
    }

    it('applies nothing the second time', async () => {
      expect(await migrate(database, folder)).toEqual([])
    })

    it('records each file as the stock command line does', async () => {
      const rows = await database.prisma.$queryRaw`
        SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished, applied_steps_count AS steps
        FROM _prisma_migrations ORDER BY migration_name`
      const expected = readMigrations(folder).map(({ name, checksums }) => {
        return { name, checksum: checksums[0], finished: true, steps: 1 }
      })
      expect(expected.length).toBeGreaterThan(0)
      expect(rows).toEqual(expected)
    })

    it('applies a new file, of several statements, in its turn', async () => {
      addMigration('99990101000000_b', 'CREATE TABLE b (a_id INTEGER REFERENCES a (id));')
      addMigration('99980101000000_a', 'CREATE TABLE a (id INTEGER PRIMARY KEY); INSERT INTO a VALUES (1);')
      expect(await migrate(database, folder)).toEqual(['99980101000000_a', '99990101000000_b'])
      expect(await tableNames()).toEqual(expect.arrayContaining(['a', 'b']))
    })

    it('migrates once when two processes start together', async () => {
      addMigration('99990101000000_slow', 'CREATE TABLE slow (id INTEGER); SELECT pg_sleep(0.2);')
      // PGlite has one process, which the lock of the data folder sees to.
      const starts = database.kind === 'pglite' ? 1 : 3
      const applied = await Promise.all(Array.from({ length: starts }, () => migrate(database, folder)))
      expect(applied.flat()).toEqual(['99990101000000_slow'])
    })

    it('leaves nothing of a file that fails, and says which', async () => {
      addMigration('99990101000000_bad', 'CREATE TABLE half (id INTEGER); SELECT no_such_thing();')
      await expect(migrate(database, folder)).rejects.toThrow(/^La migration 99990101000000_bad a échoué/)
      expect(await tableNames()).not.toContain('half')
      rmSync(path.join(folder, '99990101000000_bad'), { recursive: true })
      expect(await migrate(database, folder)).toEqual([])
    })

    it('refuses a file that was edited after it was applied', async () => {
      const [first] = readdirSync(folder)
      writeFileSync(path.join(folder, String(first), 'migration.sql'), 'SELECT 1;')
      const refusal = migrate(database, folder)
      await expect(refusal).rejects.toBeInstanceOf(StartRefusal)
      await expect(refusal).rejects.toThrow(`La migration ${first} a été modifiée après avoir été appliquée`)
    })

    it('accepts a checkout whose line ends are those of another system', async () => {
      const [first] = readMigrations(folder)
      const file = path.join(folder, String(first?.name), 'migration.sql')
      writeFileSync(file, String(first?.sql).replaceAll('\n', '\r\n'))
      expect(await migrate(database, folder)).toEqual([])
    })

    it('refuses a database that is newer than the code', async () => {
      addMigration('99990101000000_later', 'CREATE TABLE later (id INTEGER);')
      await migrate(database, folder)
      await expect(migrate(database)).rejects.toThrow(
        /^La base est plus récente que ce programme \(migration inconnue : 99990101000000_later\)/,
      )
    })

    it('refuses a migration that another tool left half-way', async () => {
      await database.prisma.$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`
      await expect(migrate(database, folder)).rejects.toThrow('s’est arrêtée en chemin')
    })
  })
})
