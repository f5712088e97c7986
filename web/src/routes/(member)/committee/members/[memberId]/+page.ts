import { error } from '@sveltejs/kit'
import { listMembers } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import * as m from '$lib/paraglide/messages'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends, params } = event
  const { committee } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  const members = await read(event, listMembers, { params: { committeeId: committee.id } })
  const member = members.find(({ id }) => id === params.memberId)
  if (!member) error(404, { message: m.interface_not_found(), code: 'not-found' })
  return { member }
}
