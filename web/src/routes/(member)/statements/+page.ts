import { liveKey } from '@reliance/shared/live/protocol'
import { listNotes } from '@reliance/shared/notes/contract'
import { listStatements } from '@reliance/shared/statements/contract'
import { call } from '$lib/api'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends, url }) => {
  const { committee } = await parent()
  const params = { committeeId: committee.id }
  depends(`live:${liveKey.statements(committee.id)}`, `live:${liveKey.notes(committee.id)}`)
  const [statements, notes] = await Promise.all([
    call(fetch, listStatements, { params }),
    call(fetch, listNotes, { params }),
  ])
  return { statements, notes, axisId: url.searchParams.get('axis') }
}
