import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/committee/contract'
import { callerOf } from '../../plugins/sign-in'
import type { InvitationList } from './list'
import type { Invitations } from './service'

export function registerInvitationRoutes(
  app: FastifyInstance,
  { invitations, invitationList }: { invitations: Invitations; invitationList: InvitationList },
): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listInvitations,
    handler: (request) => invitations.list(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.invite,
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await invitations.invite(callerOf(request), request.params.committeeId, request.body)),
  })
  api.route({
    ...contract.previewInvitations,
    handler: (request) =>
      invitationList.preview(callerOf(request), request.params.committeeId, request.body.csv),
  })
  api.route({
    ...contract.inviteList,
    handler: async (request, reply) =>
      reply
        .code(201)
        .send(await invitationList.invite(callerOf(request), request.params.committeeId, request.body.csv)),
  })
  api.route({
    ...contract.revokeInvitation,
    handler: async (request, reply) => {
      const { committeeId, invitationId } = request.params
      await invitations.revoke(callerOf(request), committeeId, invitationId)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...contract.renewInvitation,
    handler: (request) => {
      const { committeeId, invitationId } = request.params
      return invitations.renew(callerOf(request), committeeId, invitationId)
    },
  })
}
