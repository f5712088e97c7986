import { error } from '@sveltejs/kit'
import { listMembers } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { requireCommittee } from '$lib/committee/in-use'
import * as m from '$lib/paraglide/messages'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends, params, url, untrack } = event
  const { committee, me } = await parent()
  depends(`live:${liveKey.members(committee.id)}`)
  const members = await read(event, listMembers, { params: { committeeId: committee.id } })
  const member = members.find(({ id }) => id === params.memberId)
  if (member) return { member }
  // A member has no address of their own: the person's other committees are asked.
  for (const { committeeId } of me.memberships) {
    if (committeeId === committee.id) continue
    const others = await read(event, listMembers, { params: { committeeId } })
    if (others.some(({ id }) => id === params.memberId))
      requireCommittee(
        committee,
        committeeId,
        untrack(() => url),
      )
  }
  error(404, { message: m.interface_not_found(), code: 'not-found' })
}
