import { me as readMe } from '@reliance/shared/auth/contract'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => ({ me: await read(event, readMe) })
