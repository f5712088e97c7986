import { randomUUID } from 'node:crypto'
import { startLoad, type Load } from '../load'
import type { RoomOfTwo, RoomsResult } from '../rooms-load-process'
import type { Bench, Result, Scenario, Target } from '../scenario'
import { startServer } from '../server-process'
import { serverKinds, type ServerName } from '../servers'
import { median } from '../statistics'

const rooms = 1000
const writing = 200
const perSecond = 10
const warmUpSeconds = 5
const loads = 2
const mostP99 = 100
const measured: ServerName[] = ['postgresql', 'pglite', 'relay']

/** Of one repeat; percentiles are those of the slower process of the load. */
interface Reached {
  p50: number
  p95: number
  p99: number
  errors: number
  written: number
  /** Share of a processor: the server, all processes of the load. */
  serverShare: number
  loadShare: number
}

/** How many people one process holds. */
export const twoThousand: Scenario = {
  name: 'two-thousand',
  run: async (bench) => {
    const values = new Map<ServerName, Reached[]>()
    for (let repeat = 0; repeat < bench.options.repeats; repeat++) {
      for (const name of bench.options.servers.filter((server) => measured.includes(server))) {
        const reached = await measureOnce(bench, name)
        const { p50, p99, errors, written } = reached
        bench.note(
          `two-thousand ${repeat + 1}: ${name} ${p50.toFixed(1)} / ${p99.toFixed(1)} ms, ${errors} errors, ${written} written`,
        )
        values.set(name, [...(values.get(name) ?? []), reached])
      }
    }
    return resultOf(values)
  },
}

const measureOnce = async ({ options, places }: Bench, name: ServerName): Promise<Reached> => {
  const { seconds } = options
  const all: RoomOfTwo[] = Array.from({ length: rooms }, (_, index) => ({
    documentId: randomUUID(),
    writes: index % (rooms / writing) === 0,
  }))
  const place = await places.open(name)
  const server = await startServer(serverKinds[name], place)
  const processes = Array.from({ length: loads }, () => startLoad('rooms-load-process.ts'))
  try {
    await server.makeDocuments(all.map(({ documentId }) => documentId))
    const updates = (seconds + warmUpSeconds) * perSecond + 20
    await onEach(processes, 'connect', (index) => ({
      target: server.target,
      rooms: all.slice((index * rooms) / loads, ((index + 1) * rooms) / loads),
      updates,
      firstPerson: (index * rooms * 2) / loads,
    }))
    await onEach(processes, 'warmUp', () => ({ seconds: warmUpSeconds, perSecond }))
    const before = await server.processorTime()
    const results = await onEach<RoomsResult>(processes, 'write', () => ({ seconds, perSecond }))
    const spent = (await server.processorTime()) - before
    return {
      p50: Math.max(...results.map(({ delays }) => delays.p50)),
      p95: Math.max(...results.map(({ delays }) => delays.p95)),
      p99: Math.max(...results.map(({ delays }) => delays.p99)),
      errors: sum(results.map(({ failed, missing }) => failed + missing)),
      written: sum(results.map(({ written }) => written)),
      serverShare: spent / (seconds * 1000),
      loadShare: sum(results.map(({ processorTime }) => processorTime)) / 1000,
    }
  } finally {
    await Promise.all(processes.map((load) => load.stop()))
    await server.stop()
    await place.remove()
  }
}

const onEach = <Answer>(
  processes: Load[],
  what: string,
  given: (index: number) => object,
): Promise<Answer[]> => Promise.all(processes.map((load, index) => load.ask<Answer>(what, given(index))))

const resultOf = (values: Map<ServerName, Reached[]>): Result => {
  const middle = (name: ServerName, key: keyof Reached): number =>
    median((values.get(name) ?? []).map((reached) => reached[key]))
  const errorsOf = (name: ServerName): number => sum((values.get(name) ?? []).map(({ errors }) => errors))
  const rows = [...values.keys()].map((name) => [
    serverKinds[name].label,
    ...(['p50', 'p95', 'p99'] as const).map((share) => middle(name, share).toFixed(1)),
    String(errorsOf(name)),
    `${(middle(name, 'serverShare') * 100).toFixed(0)} %`,
    `${(middle(name, 'loadShare') * 100).toFixed(0)} %`,
  ])
  const targets: Target[] = values.has('postgresql')
    ? [
        {
          text: `PostgreSQL: ${errorsOf('postgresql')} errors (at most 0)`,
          met: errorsOf('postgresql') === 0,
        },
        {
          text: `PostgreSQL: p99 ${middle('postgresql', 'p99').toFixed(1)} ms (below ${mostP99})`,
          met: middle('postgresql', 'p99') < mostP99,
        },
      ]
    : []
  return {
    title: `${rooms * 2} clients in ${rooms} documents, ${writing} writing`,
    method:
      `One server process; each of the ${writing} writers types ${perSecond} characters a second, all at equally spaced moments, and the other person in the document is watched: ` +
      'from the moment before a character is handed to the socket of its writer to the moment when the other has decoded it from a frame. ' +
      `The clients are bare sockets in ${loads} processes, writer and reader of a document always in the same one, on one clock; of the two processes the slower one counts. ` +
      'An error is a client that the server cut off, or a character that has not come 2 s after the end, all repeats together. CPU is the share of one processor, the database server not counted. Medians of the repeats.',
    columns: ['server', 'p50 ms', 'p95 ms', 'p99 ms', 'errors', 'CPU of the server', 'CPU of the clients'],
    rows,
    targets,
  }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
