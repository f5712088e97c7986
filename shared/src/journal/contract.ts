import { Type, type Static } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Id, Instant } from '../fields'

/** One act, by ids and digests only. */
export const JournalEntry = Type.Object({
  id: Type.String(),
  at: Instant,
  actorId: Type.Union([Id, Type.Null()]),
  act: Type.String(),
  objectType: Type.String(),
  objectId: Id,
  digest: Type.Union([Type.String(), Type.Null()]),
  comesFrom: Type.Array(Type.Object({ type: Type.String(), id: Id })),
})
export type JournalEntry = Static<typeof JournalEntry>

export const readJournal = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/journal',
  schema: {
    summary: 'The journal of the committee, latest first',
    tags: ['journal'],
    params: Type.Object({ committeeId: Id }),
    querystring: Type.Object(
      {
        before: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$' })),
        /** 1 to 199; 50 when absent. */
        limit: Type.Optional(Type.String({ pattern: '^(1?[0-9])?[0-9]$' })),
      },
      { additionalProperties: false },
    ),
    response: { 200: Type.Array(JournalEntry) },
  },
})
