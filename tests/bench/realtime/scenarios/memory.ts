import { randomUUID } from 'node:crypto'
import { pause } from '../../../realtime/eventually'
import { difference, memoryOf, perItem, type Memory } from '../held-memory'
import { startLoad, type Load } from '../load'
import type { Guest } from '../load-process'
import type { Result, Scenario, Target } from '../scenario'
import { startServer, type RunningServer } from '../server-process'
import { serverKinds, type Place, type ServerName } from '../servers'
import { unloaded } from '../unloaded'

const closed = 1000
const atOnce = 50
const idle = 1000
const textLength = 4000
/** Whoever writes with a delay has written by then. */
const settledAfterMs = 5000

const parts = ['kept', 'room', 'connection'] as const
type Part = (typeof parts)[number]
/** In kilobytes, of the heap and all that it keeps outside of itself. */
const mostOf: Record<Part, number> = { kept: 1, room: 4, connection: 20 }
const words: Record<Part, string> = {
  kept: 'a closed document',
  room: 'an idle room beyond its text',
  connection: 'an idle connection',
}

/** What is left of documents that are closed again, and what rooms and connections take in which nothing happens. */
export const memory: Scenario = {
  name: 'memory',
  run: async (bench) => {
    const values = new Map<ServerName, Record<Part, Memory>>()
    for (const name of bench.options.servers) {
      const place = await bench.places.open(name)
      try {
        const kept = await keptOf(name, place)
        const connection = await connectionOf(name, place)
        const room = difference(await roomWithOneOf(name, place), connection)
        values.set(name, { kept, room, connection })
        bench.note(`memory: ${name} ${[kept, room, connection].map(shown).join('; ')} kB`)
      } finally {
        await place.remove()
      }
    }
    return resultOf(values)
  },
}

type Enter = (documentIds: string[]) => Promise<void>

/** What `count` more of them add to a server process of their own, for each; the first ones pay for what it needs once. */
const growth = async (
  { name, place, count }: { name: ServerName; place: Place; count: number },
  add: (server: RunningServer, load: Load, enter: Enter) => Promise<void>,
): Promise<Memory> => {
  const server = await startServer(serverKinds[name], place)
  const load = startLoad()
  let people = 0
  const enter: Enter = async (documentIds) => {
    await server.makeDocuments([...new Set(documentIds)])
    const guests = documentIds.map((documentId): Guest => {
      return { documentId, person: `p${people++}`, writes: false }
    })
    await load.ask('connect', { target: server.target, guests, updates: 0 })
  }
  try {
    await add(server, load, enter)
    const before = await memoryOf(server)
    await add(server, load, enter)
    return perItem(difference(await memoryOf(server), before), count)
  } finally {
    await load.stop()
    await server.stop()
  }
}

const newIds = (count: number): string[] => Array.from({ length: count }, () => randomUUID())

const keptOf = (name: ServerName, place: Place): Promise<Memory> =>
  growth({ name, place, count: closed }, async (server, load, enter) => {
    for (let done = 0; done < closed; done += atOnce) {
      await enter(newIds(atOnce))
      await load.ask('paste', { length: textLength })
      await load.ask('disconnect')
    }
    await unloaded(server)
  })

const connectionOf = (name: ServerName, place: Place): Promise<Memory> => {
  const documentId = randomUUID()
  return growth({ name, place, count: idle }, async (_server, _load, enter) => {
    await enter(Array.from({ length: idle }, () => documentId))
    await pause(settledAfterMs)
  })
}

/** A room in which one person has put a text, less that text where the server is to have it. */
const roomWithOneOf = async (name: ServerName, place: Place): Promise<Memory> => {
  let text = 0
  const grown = await growth({ name, place, count: idle }, async (_server, load, enter) => {
    await enter(newIds(idle))
    text = await load.ask<number>('paste', { length: textLength })
    await pause(settledAfterMs)
  })
  const content = name === 'relay' ? 0 : text / 1_000_000
  return difference(grown, { held: content, external: content, resident: content })
}

const resultOf = (values: Map<ServerName, Record<Part, Memory>>): Result => {
  const ours = values.get('postgresql')
  const targets = ours === undefined ? [] : parts.map((part) => targetOf(part, ours[part].external * 1000))
  return {
    title: 'Memory',
    method:
      'Kilobytes: JavaScript heap and buffers / with what else is kept outside of the heap / resident, of the server process after garbage collection; what so many more of them add after as many others, for each, one run. ' +
      `Closed: ${closed} documents, opened, given a text of ${textLength} characters, closed and unloaded; under 1 kB each is noise. ` +
      `Connection: ${idle} clients in one empty document. Room: ${idle} documents with one client in each, who has put the same text there; the connection and the bytes of the text are subtracted (the relay has no text). ` +
      'PGlite keeps its memory outside of the heap, and it grows in steps; resident memory goes up and down by tens of megabytes without anything being kept. Nobody has a cursor.',
    columns: ['server', ...parts.map((part) => words[part])],
    rows: [...values].map(([name, bytes]) => [
      serverKinds[name].label,
      ...parts.map((part) => shown(bytes[part])),
    ]),
    targets,
  }
}

const targetOf = (part: Part, kilobytes: number): Target => ({
  text: `PostgreSQL, ${words[part]}: ${kilobytes.toFixed(1)} kB outside of the heap included (at most ${mostOf[part]})`,
  met: kilobytes <= mostOf[part],
})

const shown = ({ held, external, resident }: Memory): string =>
  [held, external, resident].map((megabytes) => (megabytes * 1000).toFixed(1)).join(' / ')
