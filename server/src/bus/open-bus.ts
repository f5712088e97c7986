import type { Database } from '../db/client'
import { StartRefusal } from '../start-refusal'
import { createAbsence } from './absence'
import type { Bus, BusLog } from './bus'
import { createLoneBus } from './lone-bus'
import { createRedisBus } from './redis-bus'

/** The bus of this process: over Redis when its address is given, else alone. */
export async function openBus(parts: {
  redisUrl: string | undefined
  database: Database
  log: BusLog
}): Promise<Bus> {
  const { redisUrl, database, log } = parts
  if (redisUrl === undefined) return createLoneBus()
  await checkAddress(redisUrl)
  const installation = await readInstallation(database)
  return createRedisBus({ url: redisUrl, installation, absence: createAbsence(database, log), log })
}

/** The library's own reading of it; without the address in the sentence, as it may hold a password. */
async function checkAddress(redisUrl: string): Promise<void> {
  const { createClient } = await import('@redis/client')
  try {
    createClient({ url: redisUrl }).destroy()
  } catch (error) {
    throw new StartRefusal(
      'REDIS_URL n’est pas une adresse de Redis, par exemple redis://127.0.0.1:6379.',
      'REDIS_URL is not the address of a Redis, for example redis://127.0.0.1:6379.',
      { cause: error },
    )
  }
}

/**
 * Who shares a database shares the bus, and nobody else: the name is that of the database in its server. It is not kept in
 * a table, where a copy of the database that was restored elsewhere would bear it too.
 */
async function readInstallation(database: Database): Promise<string> {
  const [row] = await database.prisma.$queryRaw<{ name: string }[]>`
    SELECT system_identifier || ':' || (SELECT oid FROM pg_database WHERE datname = current_database()) AS name
    FROM pg_control_system()`
  return `reliance:${row?.name}`
}
