import { randomUUID } from 'node:crypto'
import { measureProcessorTime } from '../processor-time'
import type { Scenario } from '../scenario'

const people = 200
const writing = 5

/** A whole assembly in one document. */
export const crowd: Scenario = {
  name: 'crowd',
  run: (bench) => {
    const documentId = randomUUID()
    return measureProcessorTime(bench, {
      name: 'crowd',
      title: `CPU an update: ${people} clients, ${writing} writing`,
      guests: Array.from({ length: people }, (_, index) => ({
        documentId,
        person: `p${index}`,
        writes: index < writing,
      })),
      targets: [
        { of: 'relay', ratio: 1 },
        { of: 'y-websocket', ratio: 0.75 },
      ],
    })
  },
}
