import { Type, type Static } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Id, Instant } from '../fields'
import { expectationKinds } from './expectations'

/** One thing that is expected of the reader, as `expectations` says it. */
export const Expectation = Type.Object({
  kind: Type.Enum(expectationKinds),
  /** A round, a decision or a statement, as the kind says; null for messages and invitations. */
  objectId: Type.Union([Id, Type.Null()]),
  title: Type.String(),
  dueAt: Type.Union([Instant, Type.Null()]),
  minutes: Type.Integer(),
  count: Type.Integer(),
})
export type Expectation = Static<typeof Expectation>

export const readExpectations = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/expectations',
  schema: {
    summary: 'What is expected of me, by when, how long it takes; the most urgent first',
    tags: ['expectations'],
    params: Type.Object({ committeeId: Id }),
    response: { 200: Type.Object({ items: Type.Array(Expectation) }) },
  },
})
