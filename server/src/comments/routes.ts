import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/comments/contract'
import { callerOf } from '../plugins/sign-in'
import type { Comments } from './service'

export function registerCommentRoutes(app: FastifyInstance, comments: Comments): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listThreads,
    handler: (request) => comments.list(callerOf(request), request.params.documentId),
  })
  api.route({
    ...contract.startThread,
    handler: async (request, reply) => {
      const thread = await comments.start(callerOf(request), request.params.documentId, request.body)
      return reply.code(201).send(thread)
    },
  })
  api.route({
    ...contract.answerThread,
    handler: async (request, reply) => {
      const thread = await comments.answer(callerOf(request), request.params.threadId, request.body.text)
      return reply.code(201).send(thread)
    },
  })
  api.route({
    ...contract.resolveThread,
    handler: (request) => {
      const { outcome, reason } = request.body
      return comments.resolve(callerOf(request), request.params.threadId, outcome, reason)
    },
  })
}
