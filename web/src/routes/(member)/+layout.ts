import { error } from '@sveltejs/kit'
import { me as readMe } from '@reliance/shared/auth/contract'
import { readCommittee } from '@reliance/shared/committee/contract'
import type { Actor } from '@reliance/shared/committee/permissions'
import { liveKey } from '@reliance/shared/live/protocol'
import * as m from '$lib/paraglide/messages'
import { read } from '$lib/read'
import type { LayoutLoad } from './$types'

/** Every screen of a committee: who is here, the committee in use, and what they are in it. */
export const load: LayoutLoad = async (event) => {
  const { data, depends } = event
  depends(`live:${liveKey.me()}`)
  const me = await read(event, readMe)
  const membership =
    me.memberships.find(({ committeeId }) => committeeId === data.chosenCommitteeId) ?? me.memberships[0]
  if (!membership) error(403, { message: m.interface_no_committee(), code: 'no-committee' })
  const { committeeId, roles, voice, collegeId } = membership
  depends(`live:${liveKey.committee(committeeId)}`)
  const committee = await read(event, readCommittee, { params: { committeeId } })
  const actor: Actor = { personId: me.person.id, roles, voice, collegeId }
  return { me, committee, actor }
}
