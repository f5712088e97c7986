import type { LoadEvent } from '@sveltejs/kit'
import { can, type Actor } from '@reliance/shared/committee/permissions'
import { listSetAsides, type SetAside } from '@reliance/shared/documents/contract'
import { liveKey } from '@reliance/shared/live/protocol'
import { read } from '$lib/read'

/** What waits to be decided beside a text, for the load of its page; nothing for those who do not decide. */
export async function loadSetAsides(
  event: Pick<LoadEvent, 'fetch' | 'url' | 'untrack' | 'depends'>,
  actor: Actor,
  documentId: string,
): Promise<SetAside[]> {
  if (!can(actor, 'document.decide-set-asides')) return []
  event.depends(`live:${liveKey.setAsides(documentId)}`)
  const setAsides = await read(event, listSetAsides, { params: { documentId } })
  return setAsides.filter(({ outcome }) => outcome === null)
}
