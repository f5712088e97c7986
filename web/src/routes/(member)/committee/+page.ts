import { listMembers } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends } = event
  const { committee } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  return { members: await read(event, listMembers, { params: { committeeId: committee.id } }) }
}
