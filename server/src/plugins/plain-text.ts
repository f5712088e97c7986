import type { FastifyInstance } from 'fastify'
import { DomainError } from '@reliance/shared/errors'

/** Path of the first text that holds a NUL character, which PostgreSQL cannot keep; null when there is none. */
function nulPath(value: unknown, path: string[] = []): string[] | null {
  if (typeof value === 'string') return value.includes('\0') ? path : null
  if (value === null || typeof value !== 'object') return null
  for (const [name, part] of Object.entries(value)) {
    const found = nulPath(part, [...path, name])
    if (found) return found
  }
  return null
}

/** Refuses such a text by the name of its field, whatever the operation. */
export function registerPlainText(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const path = nulPath(request.body)
    if (path) throw new DomainError('invalid-value', { field: path.join('.') || undefined })
  })
}
