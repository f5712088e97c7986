import type { FastifyInstance } from 'fastify'
import { readHealth } from '@reliance/shared/health/contract'
import type { Database } from '../db/client'

/** Answers 200 once the database answers. */
export function registerHealth(app: FastifyInstance, database: Database): void {
  app.route({
    ...readHealth,
    handler: async () => {
      await database.prisma.$queryRaw`SELECT 1`
      return { status: 'ok' as const }
    },
  })
}
