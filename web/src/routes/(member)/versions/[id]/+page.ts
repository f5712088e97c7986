import { listRounds } from '@reliance/shared/deliberation/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { readStatement, readVersion } from '@reliance/shared/statements/contract'
import { requireCommittee } from '$lib/committee/in-use'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const version = await read(event, readVersion, { params: { versionId: event.params.id } })
  const { committee } = await event.parent()
  requireCommittee(committee, version.committeeId, event.url)
  const { statementId } = version
  event.depends(`live:${liveKey.statement(statementId)}`, `live:${liveKey.rounds(committee.id)}`)
  const [statement, rounds] = await Promise.all([
    read(event, readStatement, { params: { statementId } }),
    read(event, listRounds, { params: { committeeId: committee.id } }),
  ])
  return {
    version,
    statement,
    rounds: rounds.filter((round) => round.statementId === statementId),
    now: new Date().toISOString(),
  }
}
