import { env } from '$env/dynamic/private'
import type { RequestEvent } from '@sveltejs/kit'
import type { ApiInject } from '../../app'

/** What the API has to know of the person whose page is being prepared. */
const passedOn = ['cookie', 'accept-language', 'user-agent', 'content-type']

function headersOf(event: RequestEvent, request: Request): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = request.headers.get(name) ?? event.request.headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
}

async function inject(apiInject: ApiInject, event: RequestEvent, request: Request): Promise<Response> {
  const { pathname, search, host } = new URL(request.url)
  const payload = request.body === null ? undefined : await request.text()
  const answer = await apiInject({
    method: request.method,
    url: pathname + search,
    headers: { ...headersOf(event, request), host },
    payload,
  })
  const headers = new Headers()
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, String(one))
  }
  const hasBody = answer.rawPayload.length > 0 && answer.statusCode !== 204 && answer.statusCode !== 304
  return new Response(hasBody ? answer.rawPayload : null, { status: answer.statusCode, headers })
}

/** In development the API has its own process: `API_ORIGIN` says where. */
async function fetchFromOrigin(event: RequestEvent, request: Request): Promise<Response> {
  if (!env.API_ORIGIN) throw new Error('API_ORIGIN is not set, and no API was handed over with the request')
  const { pathname, search } = new URL(request.url)
  return fetch(new URL(pathname + search, env.API_ORIGIN), {
    method: request.method,
    headers: headersOf(event, request),
    body: request.body === null ? undefined : await request.text(),
  })
}

/** Answers a load's request to `/api/...` with the reader's cookie; cookies that the API renews reach the browser. */
export async function fetchApi(event: RequestEvent, request: Request): Promise<Response> {
  const apiInject = event.platform?.req?.apiInject
  const response = apiInject ? await inject(apiInject, event, request) : await fetchFromOrigin(event, request)
  event.locals.apiCookies.push(...response.headers.getSetCookie())
  return response
}
