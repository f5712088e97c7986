import type { PrismaClient } from '@reliance/prisma/client'
import type { SqlConnection } from './connection'

/** An open database; the rest of the server does not see which of the two kinds it is. */
export type Database = {
  prisma: PrismaClient
  kind: 'pglite' | 'postgresql'
  /** Lends one connection for the time of `work`. Not inside a transaction: PGlite has only one. */
  withConnection<Result>(work: (connection: SqlConnection) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}
