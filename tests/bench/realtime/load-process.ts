import { updateFrame } from '@reliance/shared/realtime/frames'
import { readFileSync } from 'node:fs'
import { eventually } from '../../realtime/eventually'
import { answerAsks } from './asking'
import type { Target } from './dialect'
import { LightClient } from './light-client'
import { Observation, type Delays } from './observation'
import { openOnce, type Opening } from './opening'
import { actAtPace, pause } from './pace'
import { recordPaste, recordTyping, type Typing } from './typing'

/** The clients of a measurement, in a process of their own: what they cost is not the server's. */
export interface Guest {
  documentId: string
  person: string
  writes: boolean
}

export interface WriteResult {
  /** Updates sent. */
  written: number
  /** Frames that all clients received meanwhile. */
  received: number
  /** Clients that the server cut off. */
  failed: number
}

const clients: LightClient[] = []
const open = (target: Target, documentId: string): Promise<Opening> => openOnce(target, documentId, 'reader')
const writers: { client: LightClient; typing: Typing; next: number }[] = []
let observation: Observation | null = null
/** So many of the clients have put a text into their document. */
let pasted = 0
const arrivesWithinMs = 10_000

answerAsks({
  connect: async ({ target, guests, updates }: { target: Target; guests: Guest[]; updates: number }) => {
    for (const { documentId, person, writes } of guests) {
      const client = new LightClient(target, documentId, person)
      clients.push(client)
      if (writes) writers.push({ client, typing: recordTyping(updates), next: 0 })
      // A few at a time: opening is not what is measured.
      if (clients.length % 20 === 0) await client.synced
    }
    await Promise.all(clients.map((client) => client.synced))
  },

  write: async ({ seconds, perSecond }: { seconds: number; perSecond: number }): Promise<WriteResult> => {
    const before = receivedByAll()
    // The writers at moments equally far from each other.
    const written = await actAtPace({ seconds, perSecond: perSecond * writers.length }, writeOne)
    // What is still on its way belongs to the writes.
    await pause(300)
    const failed = clients.filter((client) => client.failed).length
    return { written, received: receivedByAll() - before, failed }
  },

  /** From now on it counts when what is written arrives. */
  observe: () => {
    observation = new Observation()
    for (const client of clients) observation.watch(client)
  },

  /** Once all has arrived, or nothing more is to be expected. */
  delays: async (): Promise<Delays | undefined> => {
    const hasArrived = (): boolean => observation?.missing === 0
    await eventually('all has arrived', hasArrived, arrivesWithinMs).catch(() => undefined)
    return observation?.summary()
  },

  /** Puts a whole document there and stays. */
  fill: async ({ target, documentId, file }: { target: Target; documentId: string; file: string }) => {
    const update = readFileSync(file)
    const client = new LightClient(target, documentId, 'writer')
    clients.push(client)
    await client.synced
    client.send(updateFrame(update))
    // What somebody who comes next is given.
    for (let held = 0; held < update.byteLength / 2; held = (await open(target, documentId)).bytes)
      await pause(100)
  },

  open: ({ target, documentId }: { target: Target; documentId: string }) => open(target, documentId),

  /** Each client puts a text into its document; gives the bytes of one. */
  paste: async ({ length }: { length: number }): Promise<number> => {
    let bytes = 0
    for (const client of clients.slice(pasted)) {
      const update = recordPaste(length)
      client.send(updateFrame(update))
      bytes += update.byteLength
    }
    const count = clients.length - pasted
    pasted = clients.length
    await pause(300)
    return bytes / count
  },

  disconnect: () => {
    for (const client of clients.splice(0)) client.close()
    writers.length = 0
    pasted = 0
  },
})

const writeOne = (count: number): void => {
  const writer = writers[count % writers.length]
  const clock = writer?.next ?? 0
  const frame = writer?.typing.frames[clock]
  if (writer === undefined || frame === undefined) throw new Error('too few updates were recorded')
  writer.next++
  observation?.sent(writer.client, writer.typing.clientId, clock)
  writer.client.send(frame)
}

const receivedByAll = (): number => clients.reduce((sum, client) => sum + client.received, 0)
