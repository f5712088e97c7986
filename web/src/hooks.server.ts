import type { Handle, HandleFetch } from '@sveltejs/kit'
import { paraglideMiddleware } from '$lib/paraglide/server'
import { fetchApi } from '$lib/server/fetch-api'

export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    event.locals.apiCookies = []
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale),
    })
    for (const cookie of event.locals.apiCookies) response.headers.append('set-cookie', cookie)
    return response
  })

/** Loads ask for `/api/...` as a browser would; here such a request never leaves the machine. */
export const handleFetch: HandleFetch = ({ event, request, fetch }) => {
  const { pathname } = new URL(request.url)
  return pathname.startsWith('/api/') ? fetchApi(event, request) : fetch(request)
}
