import { readRound } from '@reliance/shared/deliberation/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { requireCommittee } from '$lib/committee/in-use'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const roundId = event.params.id
  event.depends(`live:${liveKey.round(roundId)}`)
  const [{ committee }, round] = await Promise.all([
    event.parent(),
    read(event, readRound, { params: { roundId } }),
  ])
  requireCommittee(committee, round.committeeId, event.url)
  return { round, now: new Date().toISOString() }
}
