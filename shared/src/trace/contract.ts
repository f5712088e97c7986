import { Type, type Static } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Id } from '../fields'
import { Round } from '../deliberation/schemas'
import { AttributedText } from '../realtime/schemas'
import { RoadmapItem } from '../roadmap/schemas'
import { FrozenVersion, StatementState } from '../statements/schemas'

/** The way back from a line of the roadmap to the words that caused it. */
export const Trace = Type.Object({
  item: RoadmapItem,
  /** The round with its result and its decision. */
  round: Round,
  version: FrozenVersion,
  statement: Type.Object({ id: Id, title: Type.String(), state: StatementState }),
  /** The frozen words, each with who wrote it. */
  text: AttributedText,
  /** Characters written by each author, in the order of `text.authors`. */
  characters: Type.Array(Type.Integer()),
})
export type Trace = Static<typeof Trace>

export const readTrace = defineEndpoint({
  method: 'GET',
  url: '/api/roadmap/items/:itemId/trace',
  schema: {
    summary: 'Walk back from a roadmap item: decision, round, frozen version, passages and authors',
    tags: ['trace'],
    params: Type.Object({ itemId: Id }),
    response: { 200: Trace },
  },
})
