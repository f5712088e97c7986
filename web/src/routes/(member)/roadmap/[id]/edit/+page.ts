import { listMembers } from '@reliance/shared/committee/contract'
import { readTrace } from '@reliance/shared/trace/contract'
import { requireCommittee } from '$lib/committee/in-use'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { item, round } = await read(event, readTrace, { params: { itemId: event.params.id } })
  const { committee } = await event.parent()
  requireCommittee(committee, round.committeeId, event.url)
  return { item, members: await read(event, listMembers, { params: { committeeId: committee.id } }) }
}
