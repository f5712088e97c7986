import { redirect, type RequestHandler } from '@sveltejs/kit'
import { localeCookie, toLocale } from '@reliance/shared/locale'
import { safePath } from '$lib/safe-path'

/** Chooses the language; a link, so that it works before JavaScript has loaded. */
export const GET: RequestHandler = ({ params, url, cookies }) => {
  cookies.set(localeCookie, toLocale(params.locale), {
    path: '/',
    maxAge: 365 * 24 * 3600,
    httpOnly: false,
    secure: url.protocol === 'https:',
  })
  redirect(303, safePath(url.searchParams.get('next')))
}
