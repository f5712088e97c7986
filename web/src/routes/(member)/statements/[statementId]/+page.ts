import { listThreads } from '@reliance/shared/comments/contract'
import { listMembers } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { readStatement, readStatementText } from '@reliance/shared/statements/contract'
import { requireCommittee } from '$lib/committee/in-use'
import { loadSetAsides } from '$lib/documents/load-set-asides'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends, params, url, untrack } = event
  const { committee, actor } = await parent()
  const statement = await read(event, readStatement, { params })
  requireCommittee(
    committee,
    statement.committeeId,
    untrack(() => url),
  )
  const { documentId } = statement
  depends(
    `live:${liveKey.statement(statement.id)}`,
    `live:${liveKey.statements(committee.id)}`,
    `live:${liveKey.threads(documentId)}`,
    `live:${liveKey.members(committee.id)}`,
  )
  const [text, threads, members, setAsides] = await Promise.all([
    read(event, readStatementText, { params }),
    read(event, listThreads, { params: { documentId } }),
    read(event, listMembers, { params: { committeeId: committee.id } }),
    loadSetAsides(event, actor, documentId),
  ])
  return { statement, text, threads, members, setAsides }
}
