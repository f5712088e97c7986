import { committeeCookie } from '$lib/committee/in-use'
import type { LayoutServerLoad } from './$types'

/** Only the server reads the cookie; the rest of the layout's data comes from the API. */
export const load: LayoutServerLoad = ({ cookies }) => ({ chosenCommitteeId: cookies.get(committeeCookie) })
