import { listThreads } from '@reliance/shared/comments/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { readNote, readNoteText } from '@reliance/shared/notes/contract'
import { call } from '$lib/api'
import { requireCommittee } from '$lib/committee/in-use'
import type { PageLoad } from './$types'

export const load: PageLoad = async ({ fetch, parent, depends, params, url, untrack }) => {
  const { committee } = await parent()
  const note = await call(fetch, readNote, { params })
  requireCommittee(
    committee,
    note.committeeId,
    untrack(() => url),
  )
  const { documentId } = note
  depends(`live:${liveKey.notes(committee.id)}`, `live:${liveKey.threads(documentId)}`)
  const [text, threads] = await Promise.all([
    call(fetch, readNoteText, { params }),
    call(fetch, listThreads, { params: { documentId } }),
  ])
  return { note, text, threads }
}
