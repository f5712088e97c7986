import type { FastifyInstance, FastifyRequest } from 'fastify'
import helmet from '@fastify/helmet'
import { DomainError } from '@reliance/shared/errors'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

function isUpgrade(request: FastifyRequest): boolean {
  return request.headers.upgrade?.toLowerCase() === 'websocket'
}

/** A browser names the page's origin; a program that names none is judged by its cookie alone. */
function isForeign(request: FastifyRequest, publicUrl: string | undefined): boolean {
  const origin = request.headers.origin
  if (!origin) return false
  if (!URL.canParse(origin)) return true
  const { host } = new URL(origin)
  return host !== request.host && (!publicUrl || host !== new URL(publicUrl).host)
}

/** Headers for every answer, and refusal of writes and sockets asked for by another site's page. */
export async function registerSecurity(app: FastifyInstance, publicUrl: string | undefined): Promise<void> {
  await app.register(helmet, {
    // The pages carry their own policy, with a nonce for each; what the API answers is never a page.
    contentSecurityPolicy: false,
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) {
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
      reply.header('cache-control', 'no-store')
    }
    const guarded = isUpgrade(request) || !safeMethods.has(request.method)
    if (guarded && isForeign(request, publicUrl)) throw new DomainError('forbidden-origin')
  })
}
