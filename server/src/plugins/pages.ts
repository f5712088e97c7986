import { existsSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { DomainError } from '@reliance/shared/errors'

type PageHandler = (request: IncomingMessage, response: ServerResponse, next: (error?: Error) => void) => void
type PageRequest = IncomingMessage & { apiInject?: (options: InjectOptions) => unknown }

/** Header by which the page handler learns the protocol; set here, so that nobody outside can. */
const protocolHeader = 'x-reliance-protocol'

/**
 * Serves the built web app on the same port. Its loads reach the API in-process through `apiInject`.
 * Without a build (in development, where the web app has its own server) only the API is served.
 */
export async function registerPages(app: FastifyInstance, webBuild: string): Promise<void> {
  app.get('/api/*', { schema: { hide: true } }, () => {
    throw new DomainError('not-found')
  })
  const file = path.join(webBuild, 'handler.js')
  if (!existsSync(file)) return
  process.env.PROTOCOL_HEADER = protocolHeader
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: PageHandler }
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value)
    }
    reply.hijack()
    const raw: PageRequest = request.raw
    raw.headers[protocolHeader] = request.protocol
    raw.apiInject = (options) => app.inject(options)
    handler(raw, reply.raw, (error) => {
      if (error) request.log.error({ err: error }, 'page failed')
      reply.raw.statusCode = error ? 500 : 404
      reply.raw.end()
    })
  })
}
