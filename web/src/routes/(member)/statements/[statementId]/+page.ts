import { listThreads } from '@reliance/shared/comments/contract'
import { listMembers } from '@reliance/shared/committee/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { readStatement, readStatementText } from '@reliance/shared/statements/contract'
import { call } from '$lib/api'
import { requireCommittee } from '$lib/committee/in-use'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends, params, url, untrack }) => {
  const { committee } = await parent()
  const statement = await call(fetch, readStatement, { params })
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
  const [text, threads, members] = await Promise.all([
    call(fetch, readStatementText, { params }),
    call(fetch, listThreads, { params: { documentId } }),
    call(fetch, listMembers, { params: { committeeId: committee.id } }),
  ])
  return { statement, text, threads, members }
}
