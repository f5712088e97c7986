import { can } from '@reliance/shared/committee/permissions'
import { liveKey } from '@reliance/shared/live/protocol'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends } = event
  const { committee, actor } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  const params = { committeeId: committee.id }
  return { outbox: can(actor, 'committee.administer') ? await read(event, listOutbox, { params }) : null }
}
