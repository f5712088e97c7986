import { liveKey } from '@reliance/shared/live/protocol'
import { listNotes } from '@reliance/shared/notes/contract'
import { listStatements } from '@reliance/shared/statements/contract'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends, url } = event
  const { committee } = await parent()
  const params = { committeeId: committee.id }
  depends(`live:${liveKey.statements(committee.id)}`, `live:${liveKey.notes(committee.id)}`)
  const [statements, notes] = await Promise.all([
    read(event, listStatements, { params }),
    read(event, listNotes, { params }),
  ])
  return { statements, notes, axisId: url.searchParams.get('axis') }
}
