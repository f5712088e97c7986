import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/auth/contract'
import { issueResetLink } from '@reliance/shared/committee/contract'
import { callerOf, clearLoginCookie, setLoginCookie } from '../plugins/sign-in'
import { readerLocale } from '../plugins/reader-locale'
import type { Account, NewLogin } from './account'
import type { Entry } from './entry'
import type { Erasure } from './erasure'
import type { ResetLinks } from './reset-links'

type Services = { account: Account; entry: Entry; erasure: Erasure; resetLinks: ResetLinks }

function welcome(request: FastifyRequest, reply: FastifyReply, login: NewLogin) {
  setLoginCookie(request, reply, login.token, login.expiresAt)
  return login.me
}

export function registerAuthRoutes(
  app: FastifyInstance,
  { account, entry, erasure, resetLinks }: Services,
): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.signIn,
    handler: async (request, reply) => {
      const { email, password } = request.body
      return welcome(request, reply, await account.signIn(email, password, request.ip))
    },
  })
  api.route({
    ...contract.signOut,
    handler: async (request, reply) => {
      await account.signOut(callerOf(request))
      clearLoginCookie(reply)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...contract.signOutEverywhere,
    handler: async (request, reply) => {
      await account.signOutEverywhere(callerOf(request))
      clearLoginCookie(reply)
      return reply.code(204).send(null)
    },
  })
  api.route({ ...contract.me, handler: (request) => account.me(callerOf(request)) })
  api.route({
    ...contract.changeProfile,
    handler: (request) => account.changeProfile(callerOf(request), request.body),
  })
  api.route({
    ...contract.changePassword,
    handler: async (request, reply) => {
      const { currentPassword, newPassword } = request.body
      await account.changePassword(callerOf(request), currentPassword, newPassword, request.ip)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...contract.changeAddress,
    handler: (request) => entry.changeAddress(callerOf(request), request.body, request.ip),
  })
  api.route({
    ...contract.eraseAccount,
    handler: async (request, reply) => {
      await erasure.erase(callerOf(request), request.body.password, request.ip)
      clearLoginCookie(reply)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...contract.forgotPassword,
    config: { rateLimit: { max: 20, timeWindow: '15 minutes' } },
    handler: async (request, reply) => reply.code(202).send(await entry.forgotPassword(request.body.email)),
  })
  api.route({ ...contract.readLink, handler: (request) => entry.readLink(request.params.token) })
  api.route({
    ...contract.setUp,
    handler: async (request, reply) => {
      const login = await entry.setUp(request.params.token, request.body, readerLocale(request))
      return reply.code(201).send(welcome(request, reply, login))
    },
  })
  api.route({
    ...contract.acceptInvitation,
    handler: async (request, reply) => {
      const reader = { locale: readerLocale(request), address: request.ip }
      const login = await entry.acceptInvitation(request.params.token, request.body, reader)
      return reply.code(201).send(welcome(request, reply, login))
    },
  })
  api.route({
    ...contract.resetPassword,
    handler: async (request, reply) =>
      welcome(request, reply, await entry.resetPassword(request.params.token, request.body.password)),
  })
  api.route({
    ...contract.confirmAddress,
    handler: async (request, reply) => {
      await entry.confirmAddress(request.params.token)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...issueResetLink,
    handler: async (request, reply) => {
      const { committeeId, memberId } = request.params
      return reply.code(201).send(await resetLinks.issueForMember(callerOf(request), committeeId, memberId))
    },
  })
}
