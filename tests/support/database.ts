import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Database } from '@reliance/server/db/client'
import { openPglite } from '@reliance/server/db/pglite'
import { openPostgresql } from '@reliance/server/db/postgresql'
import { inject } from 'vitest'
import { administer, databaseUrl } from './postgresql-server'

export type TestDatabase = {
  name: 'PGlite' | 'PostgreSQL'
  /** False: skip the suite by name (`describe.skipIf(!available)`). Never false when REQUIRE_ALL=1. */
  available: boolean
  /** A database of its own, migrated and empty. */
  open(): Promise<Database>
}

/**
 * The kinds of database that every server suite runs on:
 * `describe.each(testDatabases())('... on $name', ({ available, open }) => ...)`.
 */
export function testDatabases(): TestDatabase[] {
  return [
    { name: 'PGlite', available: true, open: openPgliteInMemory },
    { name: 'PostgreSQL', available: inject('postgresql') !== null, open: openOnServer },
  ]
}

function openPgliteInMemory(): Promise<Database> {
  return openPglite({ dump: new Blob([readFileSync(inject('pgliteDump'))]) })
}

async function openOnServer(): Promise<Database> {
  const { url, drop } = await createOnServer()
  const database = await openPostgresql(url)
  return {
    ...database,
    async close() {
      await database.close()
      await drop()
    },
  }
}

/** A database on the PostgreSQL server, migrated and empty, for processes that open it themselves. */
export async function createOnServer(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject('postgresql')
  if (!server) throw new Error('PostgreSQL is not available')
  const name = `reliance_test_${randomBytes(6).toString('hex')}`
  await administer(server.serverUrl, `CREATE DATABASE ${name} TEMPLATE ${server.template}`)
  return {
    url: databaseUrl(server.serverUrl, name),
    drop: () => administer(server.serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}
