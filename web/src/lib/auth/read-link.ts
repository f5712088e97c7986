import { readLink, type LinkInfo } from '@reliance/shared/auth/contract'
import { ApiFailure, call } from '$lib/api'

/** What the link of the page is for; a link that no longer works gives the sentence that says why. */
export async function readPageLink(
  fetch: typeof globalThis.fetch,
  token: string,
  kind: LinkInfo['kind'],
): Promise<{ token: string; link: LinkInfo | null; refusal: string }> {
  try {
    const link = await call(fetch, readLink, { params: { token } })
    return { token, link: link.kind === kind ? link : null, refusal: '' }
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status >= 400 && failure.status < 500) {
      return { token, link: null, refusal: failure.message }
    }
    throw failure
  }
}
