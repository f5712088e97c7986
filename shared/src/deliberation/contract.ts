import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Id, Instant, Title, limits, strict } from '../fields'
import { ConsentAnswer, Decision, ReasonText, Round, RoundRules, RoundSummary } from './schemas'

const tags = ['deliberation']
const OfCommittee = Type.Object({ committeeId: Id })
const OfRound = Type.Object({ roundId: Id })

export const listRounds = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/rounds',
  schema: { summary: 'Rounds', tags, params: OfCommittee, response: { 200: Type.Array(RoundSummary) } },
})
export const openRound = defineEndpoint({
  method: 'POST',
  url: '/api/versions/:versionId/rounds',
  schema: {
    summary: 'Open a round on a frozen version; rules and electorate are fixed now',
    tags,
    params: Type.Object({ versionId: Id }),
    body: Type.Object(
      {
        title: Title,
        proposal: Type.String({ minLength: 1, maxLength: limits.question, pattern: '\\S' }),
        closesAt: Instant,
        rules: Type.Object(RoundRules.properties, strict),
      },
      strict,
    ),
    response: { 201: Round },
  },
})
export const readRound = defineEndpoint({
  method: 'GET',
  url: '/api/rounds/:roundId',
  schema: { summary: 'One round', tags, params: OfRound, response: { 200: Round } },
})
export const answerRound = defineEndpoint({
  method: 'PUT',
  url: '/api/rounds/:roundId/ballot',
  schema: {
    summary: 'Answer, or change one’s answer; an objection needs a reason',
    tags,
    params: OfRound,
    body: Type.Object({ answer: ConsentAnswer, reason: Type.Optional(ReasonText) }, strict),
    response: { 200: Round },
  },
})
export const extendRound = defineEndpoint({
  method: 'POST',
  url: '/api/rounds/:roundId/deadline',
  schema: {
    summary: 'Put the deadline later, while the round is open; journalled',
    tags,
    params: OfRound,
    body: Type.Object({ closesAt: Instant }, strict),
    response: { 200: Round },
  },
})
export const closeRound = defineEndpoint({
  method: 'POST',
  url: '/api/rounds/:roundId/close',
  schema: {
    summary: 'Close the round: the result is computed and a decision recorded',
    tags,
    params: OfRound,
    response: { 200: Round },
  },
})
export const listDecisions = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/decisions',
  schema: { summary: 'Decisions', tags, params: OfCommittee, response: { 200: Type.Array(Decision) } },
})
