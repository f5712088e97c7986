import type { HandleClientError } from '@sveltejs/kit'
import { ApiFailure } from '$lib/api'
import * as m from '$lib/paraglide/messages'

/** What a person reads when a page fails in the browser: the API's own sentence where there is one. */
export const handleError: HandleClientError = ({ error }) =>
  error instanceof ApiFailure
    ? { message: error.message, code: error.code }
    : { message: m.interface_error_unexpected() }
