import { liveKey } from '@reliance/shared/live/protocol'
import type { StatementsParts } from './parts'
import { updateTextTime } from './store'

/** Typing comes many times a second; the list needs the time of the last words to within this. */
const quietFor = 10_000

/** Keeps the list of statements true while people write: when each text was last touched, and who is there now. */
export function createStatementActivity({
  database,
  clock,
  live,
  documents,
}: Pick<StatementsParts, 'database' | 'clock' | 'live' | 'documents'>) {
  const touchedAt = new Map<string, number>()

  async function publish(documentId: string): Promise<void> {
    const owner = await documents.owner(documentId)
    if (owner?.kind === 'statement') live.publish(owner.committeeId, [liveKey.statements(owner.committeeId)])
  }

  return {
    /** Words of this document have become durable. */
    async textStored(documentId: string): Promise<void> {
      const now = clock.now()
      if (now.getTime() - (touchedAt.get(documentId) ?? -Infinity) < quietFor) return
      touchedAt.set(documentId, now.getTime())
      await updateTextTime(database.prisma, documentId, now)
      await publish(documentId)
    },

    /** Somebody opened or left this document, or may now write in it. */
    presenceChanged: publish,
  }
}
