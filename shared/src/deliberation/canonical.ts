/** A value that cannot be written as JSON in one way only. */
export class NotCanonicalError extends TypeError {
  override readonly name = 'NotCanonicalError'
}

/**
 * JSON written in one way only, so that the same rules always have the same digest: object keys in the order of their
 * UTF-16 code units, no white space, numbers and strings as ECMAScript writes them. A property whose value is
 * undefined is left out, as JSON does.
 *
 *     canonicalJson({ b: 1, a: [true, null] }) // '{"a":[true,null],"b":1}'
 *
 * JSON Canonicalization Scheme, RFC 8785.
 *
 * @throws NotCanonicalError for what JSON cannot hold: a number that is not finite, a lone surrogate, a function …
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return canonicalNumber(value)
  if (typeof value === 'string') return canonicalString(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (isPlainObject(value)) return canonicalObject(value)
  throw new NotCanonicalError(`A ${typeof value} cannot be written as canonical JSON`)
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new NotCanonicalError(`${value} is not a JSON number`)
  return JSON.stringify(value)
}

function canonicalString(value: string): string {
  if (/\p{Surrogate}/u.test(value)) throw new NotCanonicalError('A string holds half a character')
  return JSON.stringify(value)
}

function canonicalObject(value: Record<string, unknown>): string {
  const properties = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${canonicalString(key)}:${canonicalJson(value[key])}`)
  return `{${properties.join(',')}}`
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
