import { listInvitations } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { can } from '@reliance/shared/committee/permissions'
import { call } from '$lib/api'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends }) => {
  const { committee, actor } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  const mayAdminister = can(actor, 'committee.administer')
  const params = { committeeId: committee.id }
  return { mayAdminister, invitations: mayAdminister ? await call(fetch, listInvitations, { params }) : [] }
}
