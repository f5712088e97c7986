import { answerAsks } from './asking'
import type { Target } from './dialect'
import { LightClient } from './light-client'
import { Observation, type Delays } from './observation'
import { actAtPace, pause } from './pace'
import { recordTyping, type Typing } from './typing'

/** Many rooms of two, both in this process, so that one clock tells how long a character takes from one to the other. */
export interface RoomOfTwo {
  documentId: string
  /** One of the two types. */
  writes: boolean
}

interface Entry {
  target: Target
  rooms: RoomOfTwo[]
  /** So many are recorded for each writer. */
  updates: number
  /** The number of the first person here, so that nobody is in two processes. */
  firstPerson: number
}

export interface RoomsResult {
  written: number
  delays: Delays
  /** Characters that the other has not received. */
  missing: number
  /** Clients that the server cut off. */
  failed: number
  /** Milliseconds of processor time of this process, for each second of writing. */
  processorTime: number
}

const clients: LightClient[] = []
const writers: { client: LightClient; reader: LightClient; typing: Typing; next: number }[] = []

answerAsks({
  connect: async ({ target, rooms, updates, firstPerson }: Entry) => {
    for (const { documentId, writes } of rooms) {
      // Each a person of their own: a server may bound the connections of one person.
      const enter = () => new LightClient(target, documentId, `p${firstPerson + clients.length}`)
      const client = enter()
      clients.push(client)
      const reader = enter()
      clients.push(reader)
      if (writes) writers.push({ client, reader, typing: recordTyping(updates), next: 0 })
      // A few at a time: opening is not what is measured.
      if (clients.length % 20 === 0) await Promise.all(clients.slice(-20).map(({ synced }) => synced))
    }
    await Promise.all(clients.map(({ synced }) => synced))
  },

  warmUp: async ({ seconds, perSecond }: { seconds: number; perSecond: number }) => {
    await write(seconds, perSecond)
    await pause(500)
  },

  write: async ({ seconds, perSecond }: { seconds: number; perSecond: number }): Promise<RoomsResult> => {
    const observation = new Observation()
    for (const { reader } of writers) observation.watch(reader)
    const before = process.cpuUsage()
    const written = await write(seconds, perSecond, observation)
    const { user, system } = process.cpuUsage(before)
    // What has not come by then counts as lost.
    await pause(2000)
    const delays = observation.summary()
    return {
      written,
      delays,
      missing: written - delays.observed,
      failed: clients.filter(({ failed }) => failed).length,
      processorTime: (user + system) / 1000 / seconds,
    }
  },
})

const write = (seconds: number, perSecond: number, observation?: Observation): Promise<number> =>
  actAtPace({ seconds, perSecond: perSecond * writers.length }, (count) => {
    const writer = writers[count % writers.length]
    const frame = writer?.typing.frames[writer.next]
    if (writer === undefined || frame === undefined) throw new Error('too few updates were recorded')
    observation?.sent(writer.client, writer.typing.clientId, writer.next)
    writer.next++
    writer.client.send(frame)
  })
