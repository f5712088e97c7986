import { liveKey } from '@reliance/shared/live/protocol'
import type { StatementsParts } from './parts'

/** Tells the open pages that show a statement, or the list. */
export function announce(
  { live }: Pick<StatementsParts, 'live'>,
  statement: { id: string; committeeId: string },
  ...more: string[]
): void {
  const { id, committeeId } = statement
  live.publish(committeeId, [liveKey.statements(committeeId), liveKey.statement(id), ...more])
}

/** Who may write has changed: open editors first, so that they turn read-only or writable at once. */
export async function announceRights(
  { live, rooms }: Pick<StatementsParts, 'live' | 'rooms'>,
  statement: { id: string; committeeId: string; documentId: string },
): Promise<void> {
  await rooms.refreshAccess(statement.documentId)
  announce({ live }, statement, liveKey.expectations(statement.committeeId))
}
