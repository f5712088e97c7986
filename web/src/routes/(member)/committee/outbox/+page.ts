import { can } from '@reliance/shared/committee/permissions'
import { liveKey } from '@reliance/shared/live/protocol'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { call } from '$lib/api'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends }) => {
  const { committee, actor } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  const params = { committeeId: committee.id }
  return { outbox: can(actor, 'committee.administer') ? await call(fetch, listOutbox, { params }) : null }
}
