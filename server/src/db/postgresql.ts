import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@reliance/prisma/client'
import { StartRefusal } from '../start-refusal'
import type { Database } from './database'
import type { SqlConnection } from './connection'
import { transactionLimits } from './transaction'

/** Oldest version that the migrations and the tests are run on. */
const oldestVersion = 15

/** A PostgreSQL server, at an address like `postgresql://user:password@host:5432/reliance`. */
export async function openPostgresql(databaseUrl: string): Promise<Database> {
  const pool = openPool(databaseUrl)
  try {
    await checkServer(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    transactionOptions: transactionLimits,
  })
  return {
    prisma,
    kind: 'postgresql',
    async withConnection(work) {
      const client = await pool.connect()
      // A connection that ends while it is lent fails the next query on it, and not the process.
      client.on('error', ignore)
      try {
        const result = await work(connectionOf(client))
        client.off('error', ignore)
        client.release()
        return result
      } catch (error) {
        // Closed rather than given back: it may hold a lock or an open transaction.
        client.release(true)
        throw error
      }
    },
    async close() {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

function openPool(databaseUrl: string): pg.Pool {
  // The adapter reads and writes times without their zone, so the server must not have one of its own.
  const options = '-c timezone=UTC'
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options,
    max: 10,
    connectionTimeoutMillis: 5000,
    application_name: 'reliance',
  })
  // A server that restarts ends idle connections; the pool opens new ones by itself.
  pool.on('error', ignore)
  return pool
}

function ignore(): void {
  // Told where the connection is used next.
}

function connectionOf(client: pg.PoolClient): SqlConnection {
  return {
    query: async <Row>(text: string, values: unknown[] = [], name?: string) =>
      (await client.query({ text, values, name })).rows as Row[],
    script: async (sql) => void (await client.query(sql)),
  }
}

async function checkServer(pool: pg.Pool): Promise<void> {
  const version = await readVersion(pool)
  if (version >= oldestVersion) return
  throw new StartRefusal(
    `Le serveur PostgreSQL est en version ${version} : il faut la version ${oldestVersion} ou une plus récente.`,
    `The PostgreSQL server is version ${version}: version ${oldestVersion} or later is needed.`,
  )
}

async function readVersion(pool: pg.Pool): Promise<number> {
  try {
    const { rows } = await pool.query<{ number: string }>(
      `SELECT current_setting('server_version_num') AS number`,
    )
    return Math.floor(Number(rows[0]?.number) / 10_000)
  } catch (error) {
    const reason = reasonOf(error)
    throw new StartRefusal(
      `La base PostgreSQL de DATABASE_URL ne répond pas (${reason}).`,
      `The PostgreSQL database of DATABASE_URL does not answer (${reason}).`,
      { cause: error },
    )
  }
}

/** Never the address itself: it holds a password. */
function reasonOf(error: unknown): string {
  // Trying several addresses of one host gives several errors in one.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error
  return first instanceof Error ? first.message : String(first)
}
