import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/documents/contract'
import { callerOf } from '../plugins/sign-in'
import type { SetAsides } from './set-asides'

export function registerDocumentRoutes(app: FastifyInstance, setAsides: SetAsides): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listSetAsides,
    handler: (request) => setAsides.list(callerOf(request), request.params.documentId),
  })
  api.route({
    ...contract.decideSetAside,
    handler: (request) =>
      setAsides.decide(callerOf(request), request.params.setAsideId, request.body.outcome),
  })
}
