import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { PrismaClient } from '@reliance/prisma/client'
import type { Database } from './database'
import type { SqlConnection } from './connection'
import { transactionLimits } from './transaction'

/**
 * PostgreSQL inside this process, in a folder or in memory; `dump` is a copy of another one to begin with.
 * The folder must be locked before: two processes would open it without an error and lose rows.
 */
export async function openPglite(place: { folder?: string; dump?: Blob }): Promise<Database> {
  if (place.folder) mkdirSync(place.folder, { recursive: true })
  const pglite = await PGlite.create({ dataDir: place.folder, loadDataDir: place.dump })
  // The adapter reads and writes times without their zone.
  await pglite.exec(`SET TIME ZONE 'UTC'`)
  return databaseOf(pglite)
}

export function databaseOf(pglite: PGlite): Database {
  const prisma = new PrismaClient({
    adapter: new PrismaPGlite(pglite),
    transactionOptions: transactionLimits,
  })
  const connection: SqlConnection = {
    query: async <Row>(sql: string, values: unknown[] = []) => (await pglite.query<Row>(sql, values)).rows,
    async script(sql) {
      await pglite.exec(sql)
      // PGlite learns at its opening how arrays are written: not those of a type that the script has just made.
      await pglite.refreshArrayTypes()
    },
  }
  return {
    prisma,
    kind: 'pglite',
    withConnection: (work) => work(connection),
    async close() {
      await prisma.$disconnect()
      await pglite.close()
    },
  }
}
