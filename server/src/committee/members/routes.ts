import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/committee/contract'
import { callerOf } from '../../plugins/sign-in'
import type { MemberChanges } from './changes'
import type { Members } from './service'

export function registerMemberRoutes(
  app: FastifyInstance,
  { members, memberChanges }: { members: Members; memberChanges: MemberChanges },
): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listMembers,
    handler: (request) => members.directory(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.changeMember,
    handler: (request) => {
      const { committeeId, memberId } = request.params
      return memberChanges.change(callerOf(request), committeeId, memberId, request.body)
    },
  })
  api.route({
    ...contract.removeMember,
    handler: async (request, reply) => {
      const { committeeId, memberId } = request.params
      await memberChanges.remove(callerOf(request), committeeId, memberId)
      return reply.code(204).send(null)
    },
  })
}
