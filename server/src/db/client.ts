import path from 'node:path'
import type { Database } from './database'
import { openPglite } from './pglite'
import { openPostgresql } from './postgresql'

export type { Database } from './database'

/** A PostgreSQL server when its address is given; else PGlite in the data folder, or in memory without one. */
export function openDatabase(place: { databaseUrl?: string; dataDir?: string }): Promise<Database> {
  if (place.databaseUrl) return openPostgresql(place.databaseUrl)
  return openPglite({ folder: place.dataDir && path.join(place.dataDir, 'database') })
}
