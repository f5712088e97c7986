import { DomainError, type ErrorCode } from '@reliance/shared/errors'
import type { FastifySchemaValidationError } from 'fastify'

/** What a schema's refusal of `given` means in our words, with the path of the field that it is about. */
export function validationRefusal(problem: FastifySchemaValidationError, given: unknown): DomainError {
  const names = problem.instancePath.split('/').slice(1)
  const path = names.join('.')
  const inside = (name: string) => (path ? `${path}.${name}` : name)
  const { keyword, params } = problem
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params.additionalProperty)
      return new DomainError('unknown-field', { field: inside(name), values: { name } })
    }
    case 'required':
      return new DomainError('missing-field', { field: inside(String(params.missingProperty)) })
    case 'maxLength':
      return new DomainError('too-long', { field: path, values: { maximum: Number(params.limit) } })
    case 'minLength':
    case 'minItems':
      return new DomainError('missing-field', { field: path })
    case 'maximum':
      return new DomainError('too-large', { field: path, values: { maximum: Number(params.limit) } })
    case 'minimum':
      return new DomainError('too-small', { field: path, values: { minimum: Number(params.limit) } })
    case 'format': {
      const isEmpty = valueAt(given, names) === ''
      return new DomainError(isEmpty ? 'missing-field' : codeOfFormat(params.format), { field: path })
    }
    case 'pattern':
      return new DomainError(params.pattern === '\\S' ? 'missing-field' : 'invalid-value', { field: path })
    case 'type':
      return path ? new DomainError('wrong-type', { field: path }) : new DomainError('bad-input')
    default:
      return new DomainError('invalid-value', { field: path || undefined })
  }
}

function codeOfFormat(format: unknown): ErrorCode {
  if (format === 'email') return 'invalid-address'
  return format === 'date' || format === 'date-time' ? 'invalid-day' : 'invalid-value'
}

function valueAt(given: unknown, names: string[]): unknown {
  let value = given
  for (const name of names) value = (value as Record<string, unknown> | undefined)?.[name]
  return value
}
