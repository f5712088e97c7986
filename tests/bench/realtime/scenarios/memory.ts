import { randomUUID } from 'node:crypto'
import { pause } from '../../../realtime/eventually'
import { startLoad, type Load } from '../load'
import type { Guest } from '../load-process'
import type { Result, Scenario, Target } from '../scenario'
import { startServer, type RunningServer } from '../server-process'
import { serverKinds, type Place, type ServerName } from '../servers'
import { unloaded } from '../unloaded'

const closed = 1000
const atOnce = 50
const idle = 400
const mostOf = { kept: 1024, room: 4 * 1024, connection: 20 * 1024 }

/** Bytes: for each document that is closed again, each room with nobody writing, each connection in one room. */
interface Bytes {
  kept: number
  room: number
  connection: number
}

export const memory: Scenario = {
  name: 'memory',
  run: async (bench) => {
    const values = new Map<ServerName, Bytes>()
    for (const name of bench.options.servers) {
      const place = await bench.places.open(name)
      try {
        const kept = await keptOf(name, place)
        const { room, connection } = await idleOf(name, place)
        values.set(name, { kept, room, connection })
        bench.note(`memory: ${name} ${[kept, room, connection].map(Math.round).join(' / ')} bytes`)
      } finally {
        await place.remove()
      }
    }
    return resultOf(values)
  },
}

const during = async <Value>(
  name: ServerName,
  place: Place,
  work: (server: RunningServer, load: Load) => Promise<Value>,
): Promise<Value> => {
  const server = await startServer(serverKinds[name], place)
  const load = startLoad()
  try {
    return await work(server, load)
  } finally {
    await load.stop()
    await server.stop()
  }
}

/** On the heap and beside it, after garbage collection. */
const held = async (server: RunningServer): Promise<number> => {
  const { heapUsed, external } = await server.ask<NodeJS.MemoryUsage>('memory')
  return heapUsed + external
}

const guestsOf = (documentIds: string[], writes: boolean): Guest[] =>
  documentIds.map((documentId, index) => ({ documentId, person: `p${index}`, writes }))

const newIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID())

const keptOf = (name: ServerName, place: Place): Promise<number> =>
  during(name, place, async (server, load) => {
    const visit = async (count: number): Promise<number> => {
      for (let done = 0; done < count; done += atOnce) {
        const ids = newIds(atOnce)
        await server.makeDocuments(ids)
        await load.ask('connect', { target: server.target, guests: guestsOf(ids, true), updates: 1 })
        await load.ask('writeOnce')
        await load.ask('disconnect')
      }
      await unloaded(server)
      return held(server)
    }
    // The first ones pay for what the process needs once.
    const before = await visit(closed)
    return ((await visit(closed)) - before) / closed
  })

const idleOf = (name: ServerName, place: Place): Promise<Omit<Bytes, 'kept'>> =>
  during(name, place, async (server, load) => {
    const connect = async (ids: string[]): Promise<void> => {
      await server.makeDocuments(ids)
      await load.ask('connect', { target: server.target, guests: guestsOf(ids, false), updates: 0 })
      await pause(1000)
    }
    const connectionsTo = async (documentId: string): Promise<number> => {
      const before = await held(server)
      await connect(Array.from({ length: idle }, () => documentId))
      const bytes = (await held(server)) - before
      await load.ask('disconnect')
      await unloaded(server)
      return bytes / idle
    }
    /** Our rooms stay for some seconds after the last connection. */
    const rooms = async (): Promise<number> => {
      await connect(newIds(idle))
      await load.ask('disconnect')
      await pause(500)
      const before = await held(server)
      const left = await server.ask<number>('openRooms')
      await unloaded(server)
      if (left < idle) throw new Error(`only ${left} rooms were left`)
      return (before - (await held(server))) / idle
    }
    const [first, second] = newIds(2) as [string, string]
    await connectionsTo(first)
    const connection = await connectionsTo(second)
    return { connection, room: server.kind.isOurs ? await rooms() : NaN }
  })

const resultOf = (values: Map<ServerName, Bytes>): Result => {
  const ours = values.get('postgresql')
  const targets: Target[] = ours
    ? (Object.keys(mostOf) as (keyof Bytes)[]).map((part) => ({
        text: `PostgreSQL, ${words[part]}: ${shown(ours[part])} (at most ${shown(mostOf[part])})`,
        met: ours[part] <= mostOf[part],
      }))
    : []
  return {
    title: 'Memory',
    method:
      'Heap and external memory of the server process after garbage collection. ' +
      `Closed: ${closed} documents opened, written in and closed, after as many others. ` +
      `Connection: ${idle} clients in one empty document. Room: ${idle} empty documents that everybody has just left, until they leave memory. ` +
      'Under 1 kB a closed document is noise.',
    columns: ['server', words.kept, words.room, words.connection],
    rows: [...values].map(([name, { kept, room, connection }]) => [
      serverKinds[name].label,
      ...[kept, room, connection].map(shown),
    ]),
    targets,
  }
}

const words: Record<keyof Bytes, string> = {
  kept: 'a closed document',
  room: 'an idle room',
  connection: 'an idle connection',
}

const shown = (bytes: number): string => (Number.isNaN(bytes) ? '-' : `${(bytes / 1024).toFixed(1)} kB`)
