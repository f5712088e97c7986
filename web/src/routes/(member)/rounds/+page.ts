import { listDecisions, listRounds } from '@reliance/shared/deliberation/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { committee } = await event.parent()
  const params = { committeeId: committee.id }
  event.depends(`live:${liveKey.rounds(committee.id)}`)
  const [rounds, decisions] = await Promise.all([
    read(event, listRounds, { params }),
    read(event, listDecisions, { params }),
  ])
  return { rounds, decisions }
}
