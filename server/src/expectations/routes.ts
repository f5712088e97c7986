import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { readExpectations } from '@reliance/shared/expectations/contract'
import { callerOf } from '../plugins/sign-in'
import type { Expectations } from './service'

export function registerExpectationRoutes(app: FastifyInstance, expectations: Expectations): void {
  app.withTypeProvider<TypeBoxTypeProvider>().route({
    ...readExpectations,
    handler: (request) => expectations.read(callerOf(request), request.params.committeeId),
  })
}
