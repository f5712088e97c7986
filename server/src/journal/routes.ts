import type { FastifyInstance } from 'fastify'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { readJournal } from '@reliance/shared/journal/contract'
import { callerOf } from '../plugins/sign-in'
import type { JournalReading } from './reading'

export function registerJournalRoutes(app: FastifyInstance, reading: JournalReading): void {
  const api = app.withTypeProvider<TypeBoxTypeProvider>()

  api.route({
    ...readJournal,
    handler: (request) => reading.read(callerOf(request), request.params.committeeId, request.query),
  })
}
