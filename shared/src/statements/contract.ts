import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Empty, Id, Title, limits, strict } from '../fields'
import { AttributedText } from '../realtime/schemas'
import { FrozenVersion, Statement, StatementState, StatementSummary } from './schemas'

const tags = ['statements']
const OfCommittee = Type.Object({ committeeId: Id })
const OfStatement = Type.Object({ statementId: Id })
const AxisIds = Type.Array(Id, { maxItems: 8, uniqueItems: true })

export const listStatements = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/statements',
  schema: {
    summary: 'Problem statements, with who is on each now',
    tags,
    params: OfCommittee,
    response: { 200: Type.Array(StatementSummary) },
  },
})
export const createStatement = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/statements',
  schema: {
    summary: 'Begin a problem statement from the template',
    tags,
    params: OfCommittee,
    body: Type.Object({ title: Title, axisIds: AxisIds }, strict),
    response: { 201: Type.Object({ id: Id, documentId: Id }) },
  },
})
export const readStatement = defineEndpoint({
  method: 'GET',
  url: '/api/statements/:statementId',
  schema: { summary: 'One problem statement', tags, params: OfStatement, response: { 200: Statement } },
})
export const changeStatement = defineEndpoint({
  method: 'PATCH',
  url: '/api/statements/:statementId',
  schema: {
    summary: 'Change the title or the axes',
    tags,
    params: OfStatement,
    body: Type.Partial(Type.Object({ title: Title, axisIds: AxisIds }), strict),
    response: { 200: Statement },
  },
})
export const moveStatement = defineEndpoint({
  method: 'POST',
  url: '/api/statements/:statementId/state',
  schema: {
    summary: 'Move a statement to another state; setting it aside needs a reason',
    tags,
    params: OfStatement,
    body: Type.Object(
      { state: StatementState, reason: Type.Optional(Type.String({ maxLength: limits.reason })) },
      strict,
    ),
    response: { 200: Statement },
  },
})
export const readStatementText = defineEndpoint({
  method: 'GET',
  url: '/api/statements/:statementId/text',
  schema: {
    summary: 'The text as it stands, with the author of each stretch',
    tags,
    params: OfStatement,
    response: { 200: AttributedText },
  },
})
export const freezeStatement = defineEndpoint({
  method: 'POST',
  url: '/api/statements/:statementId/versions',
  schema: {
    summary: 'Freeze the text: its own full state and digest; read-only for all from then on',
    tags,
    params: OfStatement,
    response: { 201: FrozenVersion },
  },
})
export const readVersion = defineEndpoint({
  method: 'GET',
  url: '/api/versions/:versionId',
  schema: {
    summary: 'A frozen version with its text and authors',
    tags,
    params: Type.Object({ versionId: Id }),
    response: { 200: Type.Object({ ...FrozenVersion.properties, committeeId: Id, text: AttributedText }) },
  },
})
export const inviteWriter = defineEndpoint({
  method: 'PUT',
  url: '/api/statements/:statementId/writers/:personId',
  schema: {
    summary: 'Invite a researcher to write',
    tags,
    params: Type.Object({ statementId: Id, personId: Id }),
    response: { 204: Empty },
  },
})
export const uninviteWriter = defineEndpoint({
  method: 'DELETE',
  url: '/api/statements/:statementId/writers/:personId',
  schema: {
    summary: 'Take an invitation to write back',
    tags,
    params: Type.Object({ statementId: Id, personId: Id }),
    response: { 204: Empty },
  },
})
