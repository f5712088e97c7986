import { liveKey } from '@reliance/shared/live/protocol'
import { readTrace } from '@reliance/shared/trace/contract'
import { requireCommittee } from '$lib/committee/in-use'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const [{ committee }, trace] = await Promise.all([
    event.parent(),
    read(event, readTrace, { params: { itemId: event.params.id } }),
  ])
  requireCommittee(committee, trace.round.committeeId, event.url)
  event.depends(`live:${liveKey.roadmap(committee.id)}`)
  return { trace }
}
