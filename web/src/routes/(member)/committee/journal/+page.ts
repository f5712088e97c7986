import { listMembers } from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { call } from '$lib/api'
import type { PageLoad } from './$types'

/** How many acts one page shows. */
const pageLength = 50

export const load: PageLoad = async ({ fetch, parent, depends, url }) => {
  const { committee } = await parent()
  const params = { committeeId: committee.id }
  const before = url.searchParams.get('before') ?? undefined
  depends(`live:${liveKey.expectations(committee.id)}`, `live:${liveKey.members(committee.id)}`)
  const [entries, members] = await Promise.all([
    call(fetch, readJournal, { params, querystring: { before, limit: String(pageLength) } }),
    call(fetch, listMembers, { params }),
  ])
  return { entries, members, older: entries.length === pageLength ? entries.at(-1)?.id : undefined }
}
