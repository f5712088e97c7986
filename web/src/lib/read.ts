import { browser } from '$app/environment'
import { navigating } from '$app/state'
import { error, redirect, type LoadEvent } from '@sveltejs/kit'
import type { Endpoint, Output } from '@reliance/shared/endpoint'
import { ApiFailure, call, type InputArgument } from './api'
import { signInPath } from './auth/sign-in-path'

/**
 * `call` for a load: what the API refuses becomes the page that says so, and who is not signed in signs in first.
 *
 *     export const load: PageLoad = async (event) => ({ statement: await read(event, readStatement, { params }) })
 *
 * A page that is shown already, and is only loaded again, stays as it is until the server can be reached: an error page
 * in its place would take with it what is being typed there.
 */
export async function read<E extends Endpoint>(
  event: Pick<LoadEvent, 'fetch' | 'url' | 'untrack'>,
  endpoint: E,
  ...input: InputArgument<E>
): Promise<Output<E>> {
  for (let wait = firstWait; ; wait = Math.min(wait * 2, longestWait)) {
    try {
      return await call(event.fetch, endpoint, ...input)
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      if (failure.status === 401) redirect(303, signInPath(event.untrack(() => event.url)))
      if (!passes(failure) || !isShown())
        error(failure.status === 0 ? 503 : failure.status, { message: failure.message, code: failure.code })
    }
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}

/** Milliseconds from one try to the next. */
const firstWait = 500
const longestWait = 10_000

/** Not reached, too busy, or starting again. */
const passes = ({ status }: ApiFailure): boolean => status === 0 || status === 429 || status >= 500

/** Nobody is on the way to this page. */
const isShown = (): boolean => browser && navigating.to === null
