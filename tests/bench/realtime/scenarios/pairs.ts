import { randomUUID } from 'node:crypto'
import { measureProcessorTime } from '../processor-time'
import type { Scenario } from '../scenario'

const rooms = 25

/** Many documents with two people in each, one of whom writes: nothing to gain from framing once. */
export const pairs: Scenario = {
  name: 'pairs',
  run: (bench) =>
    measureProcessorTime(bench, {
      name: 'pairs',
      title: `CPU an update: ${rooms} rooms of 2, one of the two writing`,
      guests: Array.from({ length: rooms }, () => randomUUID()).flatMap((documentId, room) => [
        { documentId, person: `w${room}`, writes: true },
        { documentId, person: `r${room}`, writes: false },
      ]),
      targets: [{ of: 'relay', ratio: 2 }],
    }),
}
