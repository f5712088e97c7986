import { appendBlocksUpdate } from '@reliance/shared/realtime/document'
import type { Rooms } from '../realtime/rooms'
import type { Passage } from './data'
import type { People } from './people'
import type { Timeline } from './timeline'

/** Minutes between two passages: people think before they write. */
const thinking = 9

/** Writes the passages one after the other, each in the hand of its author, as their browser would. */
export async function writePassages(
  { rooms, people, timeline }: { rooms: Pick<Rooms, 'read' | 'write'>; people: People; timeline: Timeline },
  documentId: string,
  passages: readonly Passage[],
): Promise<void> {
  for (const { section = null, kind, author, text } of passages) {
    timeline.pass(thinking)
    const { caller, clientId } = people.of(author)
    const block = { kind, runs: [{ text }], ...(kind === 'heading' ? { level: 3 } : {}) }
    const update = appendBlocksUpdate(await rooms.read(documentId), clientId, [block], section)
    await rooms.write(documentId, caller.personId, update)
  }
}
