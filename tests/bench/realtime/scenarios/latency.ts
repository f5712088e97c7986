import { randomUUID } from 'node:crypto'
import { startLoad } from '../load'
import type { Guest, WriteResult } from '../load-process'
import type { Delays } from '../observation'
import type { Bench, Result, Scenario, Target } from '../scenario'
import { startServer } from '../server-process'
import { serverKinds, type ServerName } from '../servers'
import { median } from '../statistics'

const people = 50
const writing = 5
const perSecond = 10
const warmUpSeconds = 5
const mostOverRelay = { p50: 3, p99: 8 }
type Share = 'p50' | 'p95' | 'p99'
const shares: Share[] = ['p50', 'p95', 'p99']

/** How long a letter takes from one person to all others; ours is in the database before anybody sees it. */
export const latency: Scenario = {
  name: 'latency',
  run: async (bench) => {
    const values = new Map<ServerName, Delays[]>()
    for (let repeat = 0; repeat < bench.options.repeats; repeat++) {
      for (const name of bench.options.servers) {
        const delays = await measureOnce(bench, name)
        bench.note(
          `latency ${repeat + 1}: ${name} ${shares.map((share) => milliseconds(delays[share])).join(' / ')}`,
        )
        values.set(name, [...(values.get(name) ?? []), delays])
      }
    }
    return resultOf(values)
  },
}

const measureOnce = async ({ options, places }: Bench, name: ServerName): Promise<Delays> => {
  const documentId = randomUUID()
  const guests: Guest[] = Array.from({ length: people }, (_, index) => ({
    documentId,
    person: `p${index}`,
    writes: index < writing,
  }))
  const place = await places.open(name)
  const server = await startServer(serverKinds[name], place)
  const load = startLoad()
  try {
    await server.makeDocuments([documentId])
    const updates = (options.seconds + warmUpSeconds) * perSecond + 20
    await load.ask('connect', { target: server.target, guests, updates })
    await load.ask('write', { seconds: warmUpSeconds, perSecond })
    await load.ask('observe')
    const { failed } = await load.ask<WriteResult>('write', { seconds: options.seconds, perSecond })
    const delays = await load.ask<Delays>('delays')
    if (failed > 0 || delays.missing !== 0) {
      throw new Error(`${name}: ${failed} clients were cut off, ${delays.missing} characters did not arrive`)
    }
    return delays
  } finally {
    await load.stop()
    await server.stop()
    await place.remove()
  }
}

const resultOf = (values: Map<ServerName, Delays[]>): Result => {
  const middle = (name: ServerName, share: Share): number =>
    median((values.get(name) ?? []).map((delays) => delays[share]))
  const rows = [...values.keys()].map((name) => [
    serverKinds[name].label,
    ...shares.map((share) => milliseconds(middle(name, share))),
  ])
  const targets: Target[] = Object.entries(mostOverRelay)
    .filter(() => values.has('relay') && values.has('postgresql'))
    .map(([share, most]) => {
      const over = middle('postgresql', share as Share) - middle('relay', share as Share)
      return {
        text: `${share}: PostgreSQL ${milliseconds(over)} ms over the relay (at most ${most})`,
        met: over <= most,
      }
    })
  return {
    title: `Write to remote observe: ${people} clients, ${writing} writing`,
    method:
      'From the moment before a writer hands a character to its socket to the moment when each other client has decoded it from a frame, ' +
      `for each character and each other client; all clients in one process, on one clock; each writer types ${perSecond} times a second, the writers at equally spaced moments. ` +
      'PostgreSQL writes to the disk before it answers (fsync, synchronous_commit). The clients are bare sockets that keep no document. Medians of the repeats.',
    columns: ['server', 'p50 ms', 'p95 ms', 'p99 ms'],
    rows,
    targets,
  }
}

const milliseconds = (value: number): string => value.toFixed(1)
