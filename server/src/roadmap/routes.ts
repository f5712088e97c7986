import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/roadmap/contract'
import { callerOf } from '../plugins/sign-in'
import type { Roadmaps } from './service'

export function registerRoadmapRoutes(app: FastifyInstance, roadmap: Roadmaps): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.readRoadmap,
    handler: (request) => roadmap.read(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.addRoadmapItem,
    handler: async (request, reply) => {
      const { committeeId } = request.params
      return reply.code(201).send(await roadmap.add(callerOf(request), committeeId, request.body))
    },
  })
  api.route({
    ...contract.changeRoadmapItem,
    handler: (request) => roadmap.change(callerOf(request), request.params.itemId, request.body),
  })
  api.route({
    ...contract.removeRoadmapItem,
    handler: async (request, reply) => {
      await roadmap.remove(callerOf(request), request.params.itemId)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...contract.restoreRoadmapItem,
    handler: (request) => roadmap.restore(callerOf(request), request.params.itemId),
  })
}
