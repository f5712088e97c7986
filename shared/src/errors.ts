import { Type, type Static } from 'typebox'

/** Every refusal the API can answer. The texts stand in `error-texts.ts`, the HTTP statuses in the server. */
export const errorCodes = [
  'address-in-use',
  'already-closed',
  'already-done',
  'already-frozen',
  'already-member',
  'axis-in-use',
  'bad-input',
  'bad-password',
  'college-in-use',
  'deadline-too-soon',
  'decision-not-adopted',
  'demonstration-only',
  'document-too-large',
  'duplicate-name',
  'empty-document',
  'end-before-start',
  'forbidden',
  'forbidden-origin',
  'frozen',
  'invalid-address',
  'invalid-day',
  'invalid-value',
  'last-coordinator',
  'link-expired',
  'link-unknown',
  'link-used',
  'mail-not-set',
  'missing-field',
  'missing-text',
  'no-electors',
  'not-an-elector',
  'not-found',
  'not-signed-in',
  'only-coordinator',
  'out-of-programme',
  'password-common',
  'password-personal',
  'password-too-long',
  'password-too-weak',
  'payload-too-large',
  'reason-required',
  'round-already-open',
  'round-closed',
  'server-error',
  'set-up-done',
  'too-large',
  'too-long',
  'too-many-attempts',
  'too-many-lines',
  'too-many-requests',
  'too-small',
  'transition-refused',
  'unavailable',
  'unknown-field',
  'unsupported-media',
  'wrong-credentials',
  'wrong-state',
  'wrong-type',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The one shape of an error answer. `message` is in the reader's language; `field` is a path such as `email` or `roles.0`. */
export const ApiError = Type.Object({
  code: Type.String(),
  message: Type.String(),
  field: Type.Optional(Type.String()),
})
export type ApiError = Static<typeof ApiError>

/** A refusal that a rule or a service gives; the server turns it into an `ApiError`. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly field: string | undefined
  /** Values put into the text, e.g. `{ maximum: 200 }` for `{maximum}`. */
  readonly values: Record<string, string | number>

  constructor(code: ErrorCode, detail: { field?: string; values?: Record<string, string | number> } = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.field = detail.field
    this.values = detail.values ?? {}
  }
}
