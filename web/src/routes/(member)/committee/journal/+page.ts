import { listMembers } from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

/** How many acts one page shows. */
const pageLength = 50

export const load: PageLoad = async (event) => {
  const { parent, depends, url } = event
  const { committee } = await parent()
  const params = { committeeId: committee.id }
  const before = url.searchParams.get('before') ?? undefined
  depends(`live:${liveKey.expectations(committee.id)}`, `live:${liveKey.members(committee.id)}`)
  const [entries, members] = await Promise.all([
    read(event, readJournal, { params, querystring: { before, limit: String(pageLength) } }),
    read(event, listMembers, { params }),
  ])
  return { entries, members, older: entries.length === pageLength ? entries.at(-1)?.id : undefined }
}
