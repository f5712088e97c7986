import type { FastifyInstance } from 'fastify'
import type { Endpoint, Input, Output } from '@reliance/shared/endpoint'
import { buildApp, type Reliance } from '@reliance/server/app'
import { readConfig } from '@reliance/server/config'
import type { Database } from '@reliance/server/db/client'
import type { Mailer } from '@reliance/server/notifications/mailer'
import { createTestClock, type TestClock } from './test-clock'

export type Answer<T> = { status: number; body: T; cookie: string | null }
type Refusal = { code: string; message: string; field?: string }

export type TestApp = Reliance & {
  clock: TestClock
  /** Calls an operation as a browser would; `cookie` null is signed out. Throws when it is refused. */
  call<E extends Endpoint>(cookie: string | null, endpoint: E, input: Input<E>): Promise<Output<E>>
  /** The same, giving back whatever came. */
  ask<E extends Endpoint>(
    cookie: string | null,
    endpoint: E,
    input: Partial<Record<'params' | 'querystring' | 'body', unknown>>,
    headers?: Record<string, string>,
  ): Promise<Answer<Output<E> & Refusal>>
  close(): Promise<void>
}

/** The address of an operation with its parameters. */
export function fillUrl(url: string, params: Record<string, string> = {}): string {
  return url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

/** The real application over a real database, and over Redis where it is given one; only the clock and the mail can be replaced. */
export async function buildTestApp(
  database: Database,
  parts: { mailer?: Mailer; redisUrl?: string; metricsToken?: string } = {},
): Promise<TestApp> {
  const clock = createTestClock()
  const { redisUrl, metricsToken } = parts
  const environment = { LOG_LEVEL: 'silent', PUBLIC_URL: 'http://reliance.test' }
  const config = { ...readConfig(environment), redisUrl, metricsToken }
  const reliance = await buildApp({ config, database, clock, mailer: parts.mailer ?? null })
  const http: FastifyInstance = reliance.http

  const ask: TestApp['ask'] = async (cookie, endpoint, input, headers = {}) => {
    const query = input.querystring as Record<string, string> | undefined
    const answer = await http.inject({
      method: endpoint.method,
      url: fillUrl(endpoint.url, input.params as Record<string, string> | undefined),
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
      ...(query ? { query } : {}),
      ...(input.body === undefined ? {} : { payload: input.body as object }),
    })
    const login = answer.cookies.find(({ name }) => name === 'reliance_login')
    return {
      status: answer.statusCode,
      body: answer.body ? answer.json() : (null as never),
      cookie: login?.value ? `reliance_login=${login.value}` : null,
    }
  }

  return {
    ...reliance,
    clock,
    ask,
    async call(cookie, endpoint, input) {
      const { status, body } = await ask(cookie, endpoint, input)
      if (status >= 400)
        throw new Error(`${endpoint.method} ${endpoint.url}: ${status} ${JSON.stringify(body)}`)
      return body
    },
    async close() {
      await reliance.close()
    },
  }
}
