import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import * as contract from '@reliance/shared/notes/contract'
import { callerOf } from '../plugins/sign-in'
import type { Notes } from './service'

export function registerNoteRoutes(app: FastifyInstance, notes: Notes): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...contract.listNotes,
    handler: (request) => notes.list(callerOf(request), request.params.committeeId),
  })
  api.route({
    ...contract.createNote,
    handler: async (request, reply) => {
      const { committeeId } = request.params
      return reply.code(201).send(await notes.create(callerOf(request), committeeId, request.body.title))
    },
  })
  api.route({
    ...contract.readNote,
    handler: (request) => notes.read(callerOf(request), request.params.noteId),
  })
  api.route({
    ...contract.readNoteText,
    handler: (request) => notes.text(callerOf(request), request.params.noteId),
  })
}
