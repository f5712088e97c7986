import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { DomainError, type ApiError, type ErrorCode } from '@reliance/shared/errors'
import { errorText } from '@reliance/shared/error-texts'
import { readerLocale } from './reader-locale'
import { validationRefusal } from './validation-refusal'

/** The only table from refusals to HTTP statuses; every other code is 400. */
const statuses: Partial<Record<ErrorCode, number>> = {
  'not-signed-in': 401,
  'wrong-credentials': 401,
  'bad-password': 403,
  forbidden: 403,
  'forbidden-origin': 403,
  'not-an-elector': 403,
  'not-found': 404,
  'link-unknown': 404,
  'address-in-use': 409,
  'already-closed': 409,
  'already-done': 409,
  'already-frozen': 409,
  'already-member': 409,
  'axis-in-use': 409,
  'college-in-use': 409,
  'decision-not-adopted': 409,
  'document-too-large': 409,
  'duplicate-name': 409,
  'empty-document': 409,
  frozen: 409,
  'last-coordinator': 409,
  'mail-not-set': 409,
  'missing-text': 409,
  'no-electors': 409,
  'only-coordinator': 409,
  'round-already-open': 409,
  'round-closed': 409,
  'set-up-done': 409,
  'transition-refused': 409,
  'wrong-state': 409,
  'link-expired': 410,
  'link-used': 410,
  'payload-too-large': 413,
  'unsupported-media': 415,
  'too-many-attempts': 429,
  'too-many-requests': 429,
  'server-error': 500,
  unavailable: 503,
}

/** Fastify's own refusals, by status, in our words. */
const fastifyCodes: Record<number, ErrorCode> = {
  401: 'not-signed-in',
  403: 'forbidden',
  404: 'not-found',
  413: 'payload-too-large',
  415: 'unsupported-media',
  429: 'too-many-requests',
  503: 'unavailable',
}

/** What a schema was asked about: a body, a query or the parts of a path. */
function given(request: FastifyRequest, { validationContext }: FastifyError): unknown {
  if (validationContext === 'querystring') return request.query
  return validationContext === 'params' ? request.params : request.body
}

function toDomainError(error: FastifyError | DomainError, request: FastifyRequest): DomainError {
  if (error instanceof DomainError) return error
  if (error.validation?.[0]) return validationRefusal(error.validation[0], given(request, error))
  const status = error.statusCode ?? 500
  if (status >= 500) return new DomainError(status === 503 ? 'unavailable' : 'server-error')
  return new DomainError(fastifyCodes[status] ?? 'bad-input')
}

function answer(error: FastifyError | DomainError, request: FastifyRequest, reply: FastifyReply) {
  const refusal = toDomainError(error, request)
  const status = statuses[refusal.code] ?? 400
  if (status >= 500) request.log.error({ err: error }, 'request failed')
  const body: ApiError = {
    code: refusal.code,
    message: errorText(refusal.code, readerLocale(request), refusal.values),
    ...(refusal.field === undefined ? {} : { field: refusal.field }),
  }
  return reply.code(status).type('application/json').send(body)
}

/** Every error leaves as `{code, message, field?}`; the cause of a 5xx goes to the log only. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError | DomainError>(answer)
  app.setNotFoundHandler(() => {
    throw new DomainError('not-found')
  })
}
