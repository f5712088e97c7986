import { Type } from 'typebox'

/** Longest texts that the API takes, in characters; forms use the same figures. */
export const limits = {
  name: 120,
  email: 254,
  password: 200,
  title: 200,
  question: 600,
  text: 5000,
  reason: 2000,
  csv: 200_000,
} as const

export const Id = Type.String({ format: 'uuid' })
export const Instant = Type.String({ format: 'date-time' })
export const Day = Type.String({ format: 'date' })
export const Name = Type.String({ minLength: 1, maxLength: limits.name, pattern: '\\S' })
export const Email = Type.String({ format: 'email', maxLength: limits.email })
export const Title = Type.String({ minLength: 1, maxLength: limits.title, pattern: '\\S' })
export const Password = Type.String({ minLength: 1, maxLength: limits.password })
export const Token = Type.String({ minLength: 20, maxLength: 100 })
export const Locale = Type.Enum(['fr', 'en'])
/** Bytes in base64. */
export const Bytes = Type.String({ maxLength: 4000, pattern: '^[A-Za-z0-9+/]*={0,2}$' })
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' })
export const Empty = Type.Null()

/** A body or query that refuses fields it does not name. */
export const strict = { additionalProperties: false } as const
