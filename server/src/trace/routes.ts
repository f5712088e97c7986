import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { readTrace } from '@reliance/shared/trace/contract'
import { callerOf } from '../plugins/sign-in'
import type { TraceService } from './service'

export function registerTraceRoutes(app: FastifyInstance, trace: TraceService): void {
  app.withTypeProvider<TypeBoxTypeProvider>().route({
    ...readTrace,
    handler: (request) => trace.read(callerOf(request), request.params.itemId),
  })
}
