import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/deliberation/contract'
import { callerOf } from '../plugins/sign-in'
import type { Deliberation } from './service'

export function registerDeliberationRoutes(app: FastifyInstance, deliberation: Deliberation): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listRounds,
    handler: (request) => deliberation.list(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.openRound,
    handler: async (request, reply) => {
      const { versionId } = request.params
      return reply.code(201).send(await deliberation.open(callerOf(request), versionId, request.body))
    },
  })
  api.route({
    ...contract.readRound,
    handler: (request) => deliberation.read(callerOf(request), request.params.roundId),
  })
  api.route({
    ...contract.answerRound,
    handler: (request) => deliberation.answer(callerOf(request), request.params.roundId, request.body),
  })
  api.route({
    ...contract.extendRound,
    handler: (request) =>
      deliberation.extend(callerOf(request), request.params.roundId, request.body.closesAt),
  })
  api.route({
    ...contract.closeRound,
    handler: (request) => deliberation.close(callerOf(request), request.params.roundId),
  })
  api.route({
    ...contract.listDecisions,
    handler: (request) => deliberation.decisions(callerOf(request), request.params.committeeId),
  })
}
