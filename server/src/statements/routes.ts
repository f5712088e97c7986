import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/statements/contract'
import { callerOf } from '../plugins/sign-in'
import type { Statements } from './service'

export function registerStatementRoutes(app: FastifyInstance, statements: Statements): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listStatements,
    handler: (request) => statements.list(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.createStatement,
    handler: async (request, reply) => {
      const made = await statements.create(callerOf(request), request.params.committeeId, request.body)
      return reply.code(201).send(made)
    },
  })
  api.route({
    ...contract.readStatement,
    handler: (request) => statements.read(callerOf(request), request.params.statementId),
  })
  api.route({
    ...contract.changeStatement,
    handler: (request) => statements.change(callerOf(request), request.params.statementId, request.body),
  })
  api.route({
    ...contract.moveStatement,
    handler: (request) => {
      const { state, reason } = request.body
      return statements.move(callerOf(request), request.params.statementId, state, reason)
    },
  })
  api.route({
    ...contract.readStatementText,
    handler: (request) => statements.text(callerOf(request), request.params.statementId),
  })
  api.route({
    ...contract.freezeStatement,
    handler: async (request, reply) => {
      const version = await statements.freeze(callerOf(request), request.params.statementId)
      return reply.code(201).send(version)
    },
  })
  api.route({
    ...contract.readVersion,
    handler: (request) => statements.readVersion(callerOf(request), request.params.versionId),
  })
  api.route({
    ...contract.inviteWriter,
    handler: async (request, reply) => {
      const { statementId, personId } = request.params
      await statements.invite(callerOf(request), statementId, personId)
      return reply.code(204).send(null)
    },
  })
  api.route({
    ...contract.uninviteWriter,
    handler: async (request, reply) => {
      const { statementId, personId } = request.params
      await statements.uninvite(callerOf(request), statementId, personId)
      return reply.code(204).send(null)
    },
  })
}
