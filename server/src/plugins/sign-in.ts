import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import cookie from '@fastify/cookie'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import type { Login, LoginSessions } from '../auth/login-session'
import { readerLocale } from './reader-locale'

declare module 'fastify' {
  interface FastifyRequest {
    /** The browser's login, read from its cookie; null when nobody is signed in. */
    login: Login | null
  }
}

export const loginCookie = 'reliance_login'

/** Reads the login cookie of each API request. */
export async function registerSignIn(app: FastifyInstance, loginSessions: LoginSessions): Promise<void> {
  await app.register(cookie)
  app.decorateRequest('login', null)
  app.addHook('onRequest', async (request, reply) => {
    const token = request.cookies[loginCookie]
    if (!token || !request.url.startsWith('/api/')) return
    request.login = await loginSessions.read(token)
    if (request.login?.renewed) setLoginCookie(request, reply, token, request.login.expiresAt)
    if (!request.login) clearLoginCookie(reply)
  })
}

/** The signed-in caller; refuses when nobody is. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.login) throw new DomainError('not-signed-in')
  const { personId, loginSessionId } = request.login
  return { personId, loginSessionId, locale: readerLocale(request) }
}

/** Hands the browser its login: not readable by scripts, not sent along by other sites, TLS only behind TLS. */
export function setLoginCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  expires: Date,
): void {
  reply.setCookie(loginCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    expires,
  })
}

export function clearLoginCookie(reply: FastifyReply): void {
  reply.clearCookie(loginCookie, { path: '/' })
}
