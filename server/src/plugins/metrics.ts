import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { DomainError } from '@reliance/shared/errors'
import { readMetrics } from '@reliance/shared/metrics/contract'
import { sha256 } from '../digest'
import type { Metrics } from '../metrics'

const local = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * For whoever bears the token; without a token, for this machine alone, and not for what a proxy on it passes on.
 * To anybody else there is no such page.
 */
export function registerMetrics(app: FastifyInstance, metrics: Metrics, token: string | undefined): void {
  app.route({
    ...readMetrics,
    handler: async (request, reply) => {
      if (!(token === undefined ? isLocal(request) : bears(request, token)))
        throw new DomainError('not-found')
      return reply.header('content-type', metrics.contentType).send(await metrics.text())
    },
  })
}

function isLocal({ headers, raw }: FastifyRequest): boolean {
  const isForwarded = 'forwarded' in headers || 'x-forwarded-for' in headers
  return !isForwarded && local.has(raw.socket.remoteAddress ?? '')
}

/** Digests are compared, so that the time tells nothing, not even the length. */
function bears({ headers }: FastifyRequest, token: string): boolean {
  const given = headers.authorization ?? ''
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(`Bearer ${token}`)))
}
