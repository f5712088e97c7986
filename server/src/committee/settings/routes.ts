import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/committee/contract'
import { callerOf } from '../../plugins/sign-in'
import type { Axes } from '../axes/service'
import type { Colleges } from '../colleges/service'
import type { Founding } from '../founding/service'
import type { Modalities } from '../modalities/service'
import type { CommitteeSettingsService } from './service'

/** The committee itself, and the lists that a coordinator sets. */
export function registerSettingsRoutes(
  app: FastifyInstance,
  services: {
    founding: Founding
    committee: CommitteeSettingsService
    colleges: Colleges
    axes: Axes
    modalities: Modalities
  },
): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()
  const { founding, committee, colleges, axes, modalities } = services

  api.route({
    ...contract.foundCommittee,
    handler: async (request, reply) =>
      reply.code(201).send(await founding.foundAnother(callerOf(request), request.body)),
  })
  api.route({
    ...contract.readCommittee,
    handler: (request) => committee.read(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.changeCommittee,
    handler: (request) => committee.change(callerOf(request), request.params.committeeId, request.body),
  })

  api.route({
    ...contract.addCollege,
    handler: async (request, reply) =>
      reply.code(201).send(await colleges.add(callerOf(request), request.params.committeeId, request.body)),
  })
  api.route({
    ...contract.changeCollege,
    handler: (request) => {
      const { committeeId, collegeId } = request.params
      return colleges.change(callerOf(request), committeeId, collegeId, request.body)
    },
  })
  api.route({
    ...contract.removeCollege,
    handler: async (request, reply) => {
      const { committeeId, collegeId } = request.params
      await colleges.remove(callerOf(request), committeeId, collegeId)
      return reply.code(204).send(null)
    },
  })

  api.route({
    ...contract.addAxis,
    handler: async (request, reply) =>
      reply.code(201).send(await axes.add(callerOf(request), request.params.committeeId, request.body)),
  })
  api.route({
    ...contract.changeAxis,
    handler: (request) => {
      const { committeeId, axisId } = request.params
      return axes.change(callerOf(request), committeeId, axisId, request.body)
    },
  })
  api.route({
    ...contract.removeAxis,
    handler: async (request, reply) => {
      const { committeeId, axisId } = request.params
      await axes.remove(callerOf(request), committeeId, axisId)
      return reply.code(204).send(null)
    },
  })

  api.route({
    ...contract.changeModality,
    handler: (request) => {
      const { committeeId, modalityId } = request.params
      return modalities.change(callerOf(request), committeeId, modalityId, request.body)
    },
  })
}
