import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'
import { defineEndpoint } from '../endpoint'
import { Id, Instant, strict } from '../fields'

export const SetAsideOutcome = Type.Enum(['admitted', 'declined'])
export type SetAsideOutcome = Static<typeof SetAsideOutcome>

/** Text that came under the mark of somebody else, which its document did not know: it waits for the coordinator. */
export const SetAside = Type.Object({
  id: Id,
  documentId: Id,
  sender: PersonMark,
  createdAt: Instant,
  /** The beginning of the words that it would add; empty when it adds paragraphs or formatting alone. */
  words: Type.String(),
  /** How many characters it would add. */
  characters: Type.Integer({ minimum: 0 }),
  outcome: Type.Union([SetAsideOutcome, Type.Null()]),
  decidedBy: Type.Union([PersonMark, Type.Null()]),
  decidedAt: Type.Union([Instant, Type.Null()]),
})
export type SetAside = Static<typeof SetAside>

/** Of one answer: how many texts, and how many characters of each. What follows comes when these are decided. */
export const setAsideLimits = { listed: 20, characters: 500 } as const

const tags = ['documents']

export const listSetAsides = defineEndpoint({
  method: 'GET',
  url: '/api/documents/:documentId/set-asides',
  schema: {
    summary: 'Texts set aside from a document, those to decide first, then the latest',
    tags,
    params: Type.Object({ documentId: Id }),
    response: { 200: Type.Array(SetAside) },
  },
})
export const decideSetAside = defineEndpoint({
  method: 'POST',
  url: '/api/set-asides/:setAsideId/decision',
  schema: {
    summary: 'Admit a text that was set aside into its document, or decline it; for good',
    tags,
    params: Type.Object({ setAsideId: Id }),
    body: Type.Object({ outcome: SetAsideOutcome }, strict),
    response: { 200: SetAside },
  },
})
