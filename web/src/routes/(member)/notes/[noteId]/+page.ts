import { listThreads } from '@reliance/shared/comments/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { readNote, readNoteText } from '@reliance/shared/notes/contract'
import { requireCommittee } from '$lib/committee/in-use'
import { loadSetAsides } from '$lib/documents/load-set-asides'
import { read } from '$lib/read'
import type { PageLoad } from './$types'

export const load: PageLoad = async (event) => {
  const { parent, depends, params, url, untrack } = event
  const { committee, actor } = await parent()
  const note = await read(event, readNote, { params })
  requireCommittee(
    committee,
    note.committeeId,
    untrack(() => url),
  )
  const { documentId } = note
  depends(`live:${liveKey.notes(committee.id)}`, `live:${liveKey.threads(documentId)}`)
  const [text, threads, setAsides] = await Promise.all([
    read(event, readNoteText, { params }),
    read(event, listThreads, { params: { documentId } }),
    loadSetAsides(event, actor, documentId),
  ])
  return { note, text, threads, setAsides }
}
