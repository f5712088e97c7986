import { liveKey } from '@reliance/shared/live/protocol'
import { readRoadmap } from '@reliance/shared/roadmap/contract'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { committee } = await event.parent()
  event.depends(`live:${liveKey.roadmap(committee.id)}`)
  return { roadmap: await read(event, readRoadmap, { params: { committeeId: committee.id } }) }
}
