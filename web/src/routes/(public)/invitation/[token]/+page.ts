import { readPageLink } from '$lib/auth/read-link'
import type { PageLoad } from './$types'

export const load: PageLoad = ({ fetch, params }) => readPageLink(fetch, params.token, 'invitation')
