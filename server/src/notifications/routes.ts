import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/notifications/contract'
import { callerOf } from '../plugins/sign-in'
import type { Outbox } from './outbox'

export function registerNotificationRoutes(app: FastifyInstance, outbox: Outbox): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listOutbox,
    handler: (request) => outbox.list(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.handleOutboxMessage,
    handler: async (request, reply) => {
      const { committeeId, messageId } = request.params
      await outbox.setHandled(callerOf(request), committeeId, messageId, request.body.handled)
      return reply.code(204).send(null)
    },
  })
}
