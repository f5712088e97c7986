import type { TestProject } from 'vitest/node'
import { preparePgliteDump } from './pglite-dump'
import { startPostgresql } from './postgresql-server'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A file: PGlite's data folder with all migrations applied. */
    pgliteDump: string
    /** Null: no server and no binaries to start one. */
    postgresql: { serverUrl: string; template: string } | null
  }
}

/** Once for a whole run: what every server test starts from. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const [pgliteDump, postgresql] = await Promise.all([preparePgliteDump(), startPostgresql()])
  if (!postgresql && process.env.REQUIRE_ALL === '1') {
    throw new Error(
      'REQUIRE_ALL=1, and PostgreSQL is neither at TEST_DATABASE_URL nor in /usr/lib/postgresql',
    )
  }
  project.provide('pgliteDump', pgliteDump)
  project.provide(
    'postgresql',
    postgresql && { serverUrl: postgresql.serverUrl, template: postgresql.template },
  )
  return async () => postgresql?.stop()
}
