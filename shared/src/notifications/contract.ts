import { Type, type Static } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Empty, Id, Instant } from '../fields'

/** A message that was not sent because no mail server is set; its text holds the link to hand on. */
export const OutboxMessage = Type.Object({
  id: Id,
  kind: Type.String(),
  recipientEmail: Type.String(),
  subject: Type.String(),
  body: Type.String(),
  createdAt: Instant,
  handledAt: Type.Union([Instant, Type.Null()]),
})
export type OutboxMessage = Static<typeof OutboxMessage>

const tags = ['notifications']

export const listOutbox = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/outbox',
  schema: {
    summary: 'Messages waiting to be handed on, when there is no mail server',
    tags,
    params: Type.Object({ committeeId: Id }),
    response: { 200: Type.Object({ mailSet: Type.Boolean(), messages: Type.Array(OutboxMessage) }) },
  },
})

export const handleOutboxMessage = defineEndpoint({
  method: 'PUT',
  url: '/api/committees/:committeeId/outbox/:messageId/handled',
  schema: {
    summary: 'Say that a message was handed on',
    tags,
    params: Type.Object({ committeeId: Id, messageId: Id }),
    body: Type.Object({ handled: Type.Boolean() }, { additionalProperties: false }),
    response: { 204: Empty },
  },
})
