import type { Static, TSchema } from 'typebox'

/** JSON Schemas of one operation, in the form that Fastify takes in a route's `schema`. */
export type EndpointSchema = {
  summary: string
  tags: readonly string[]
  params?: TSchema
  querystring?: TSchema
  body?: TSchema
  /** Success answers by status. Errors have one shape for all operations (`ApiError`). */
  response: Partial<Record<200 | 201 | 202 | 204, TSchema>>
}

/** One operation of the API: validates on the server, types both sides, makes the OpenAPI document. */
export type Endpoint<S extends EndpointSchema = EndpointSchema> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: `/api/${string}`
  schema: S
}

/** Keeps the literal types of an operation. */
export function defineEndpoint<const S extends EndpointSchema>(endpoint: Endpoint<S>): Endpoint<S> {
  return endpoint
}

type PartOf<S, K extends string> =
  S extends Record<K, infer T extends TSchema> ? { [P in K]: Static<T> } : unknown
type Simplify<T> = { [K in keyof T]: T[K] }

/** What a caller gives: `params`, `querystring` and `body`, each only where the operation has one. */
export type Input<E extends Endpoint> = Simplify<
  PartOf<E['schema'], 'params'> & PartOf<E['schema'], 'querystring'> & PartOf<E['schema'], 'body'>
>

type Answers<E extends Endpoint> = E['schema']['response']

/** What a caller gets back when the operation succeeds. */
export type Output<E extends Endpoint> = {
  [Status in keyof Answers<E>]: Answers<E>[Status] extends TSchema ? Static<Answers<E>[Status]> : never
}[keyof Answers<E>]
