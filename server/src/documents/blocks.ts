import type { AttributedBlock } from '@reliance/shared/realtime/document'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import type { Rooms } from '../realtime/rooms'
import { jobs } from '../workers/jobs'
import type { Workers } from '../workers/pool'

export type BlockReaderParts = {
  rooms: Pick<Rooms, 'readLog'>
  workers: Pick<Workers, 'run'>
}

/** Reads the blocks of a document with the Yjs client that wrote each stretch: of `shown`, or as they stand. */
export function createBlockReader({ rooms, workers }: BlockReaderParts) {
  return async (documentId: string, shown: Uint8Array | null): Promise<AttributedBlock[]> => {
    const { log, movedText } = await rooms.readLog(documentId)
    const [state = emptyUpdate, ...updates] = log.map(({ bytes }) => bytes)
    const input = { state, moved: movedText, updates, shown }
    const size = [state, ...updates].reduce(
      (bytes, { byteLength }) => bytes + byteLength,
      shown?.byteLength ?? 0,
    )
    return size < smallLog ? jobs.attribute(input) : workers.run('attribute', input)
  }
}

/** Bytes up to which the work takes less time than handing it to a thread: some milliseconds. */
const smallLog = 16 * 1024
