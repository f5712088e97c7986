import type { FastifyInstance } from 'fastify'
import swagger from '@fastify/swagger'

/** `GET /api/openapi.json`, made from the contracts that the routes were given. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Reliance', version: '1', license: { name: 'AGPL-3.0-or-later' } },
    },
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
}
