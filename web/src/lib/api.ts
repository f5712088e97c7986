import type { ApiError } from '@reliance/shared/errors'
import type { Endpoint, Input, Output } from '@reliance/shared/endpoint'
import * as m from '$lib/paraglide/messages'

type Fetch = typeof globalThis.fetch
type Value = string | number | boolean
type Parts = {
  params?: Record<string, Value>
  querystring?: Record<string, Value | undefined>
  body?: unknown
}

/** `input` may be left out where the operation takes nothing. */
export type InputArgument<E extends Endpoint> =
  object extends Input<E> ? [input?: Input<E>] : [input: Input<E>]

/** An operation that did not succeed: refused by the API (`code` is one of `errorCodes`), or not reached (`offline`). */
export class ApiFailure extends Error {
  readonly status: number
  readonly code: string
  /** Path of the wrong field in the body, such as `email`. */
  readonly field: string | undefined

  constructor(status: number, { code, message, field }: ApiError) {
    super(message)
    this.name = 'ApiFailure'
    this.status = status
    this.code = code
    this.field = field
  }
}

function address(endpoint: Endpoint, { params = {}, querystring = {} }: Parts): string {
  const path = endpoint.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(querystring)) {
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size > 0 ? `${path}?${query}` : path
}

async function failure(response: Response): Promise<ApiFailure> {
  const answer = (await response.json().catch(() => null)) as ApiError | null
  const unreadable = { code: 'server-error', message: m.interface_error_server() }
  return new ApiFailure(response.status, answer?.code ? answer : unreadable)
}

/** The only way to the API: `const list = await call(fetch, listStatements, { params: { committeeId } })`. */
export async function call<E extends Endpoint>(
  fetch: Fetch,
  endpoint: E,
  ...[input]: InputArgument<E>
): Promise<Output<E>> {
  const parts: Parts = { ...input }
  const hasBody = parts.body !== undefined
  const response = await fetch(address(endpoint, parts), {
    method: endpoint.method,
    headers: hasBody ? { 'content-type': 'application/json' } : {},
    body: hasBody ? JSON.stringify(parts.body) : undefined,
  }).catch(() => {
    throw new ApiFailure(0, { code: 'offline', message: m.interface_error_offline() })
  })
  if (!response.ok) throw await failure(response)
  const text = response.status === 204 ? '' : await response.text()
  return (text === '' ? null : JSON.parse(text)) as Output<E>
}
