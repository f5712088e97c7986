import { listMembers } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { call } from '$lib/api'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends }) => {
  const { committee } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  return { members: await call(fetch, listMembers, { params: { committeeId: committee.id } }) }
}
