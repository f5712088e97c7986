import { error, redirect, type LoadEvent } from '@sveltejs/kit'
import type { Endpoint, Output } from '@reliance/shared/endpoint'
import { ApiFailure, call, type InputArgument } from './api'
import { signInPath } from './auth/sign-in-path'

/**
 * `call` for a load: what the API refuses becomes the page that says so, and who is not signed in signs in first.
 *
 *     export const load: PageLoad = async (event) => ({ statement: await read(event, readStatement, { params }) })
 */
export async function read<E extends Endpoint>(
  event: Pick<LoadEvent, 'fetch' | 'url' | 'untrack'>,
  endpoint: E,
  ...input: InputArgument<E>
): Promise<Output<E>> {
  try {
    return await call(event.fetch, endpoint, ...input)
  } catch (failure) {
    if (!(failure instanceof ApiFailure)) throw failure
    if (failure.status === 401) redirect(303, signInPath(event.untrack(() => event.url)))
    error(failure.status === 0 ? 503 : failure.status, { message: failure.message, code: failure.code })
  }
}
