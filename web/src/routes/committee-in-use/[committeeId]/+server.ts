import { redirect, type RequestHandler } from '@sveltejs/kit'
import { committeeCookie } from '$lib/committee/in-use'
import { safePath } from '$lib/safe-path'

/** Takes another committee in use. A cookie that names a committee of others is ignored where it is read. */
export const GET: RequestHandler = ({ params, url, cookies }) => {
  cookies.set(committeeCookie, params.committeeId ?? '', {
    path: '/',
    maxAge: 365 * 24 * 3600,
    secure: url.protocol === 'https:',
  })
  redirect(303, safePath(url.searchParams.get('next')))
}
