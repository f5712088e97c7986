import { listInvitations } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { can } from '@reliance/shared/committee/permissions'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends } = event
  const { committee, actor } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  const mayAdminister = can(actor, 'committee.administer')
  const params = { committeeId: committee.id }
  return { mayAdminister, invitations: mayAdminister ? await read(event, listInvitations, { params }) : [] }
}
