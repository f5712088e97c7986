import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Guest, WriteResult } from './load-process'
import { startLoad } from './load'
import { startServer, type RunningServer } from './server-process'
import { addValue, type Bench, type Result, type Target, type Values } from './scenario'
import { serverKinds, type ServerName } from './servers'
import { median } from './statistics'

const perSecond = 10
const warmUpSeconds = 5

/** Who is in which document, and what is asked of our server with PostgreSQL. */
export interface CrowdPlan {
  name: string
  title: string
  guests: Guest[]
  targets: { of: ServerName; ratio: number }[]
}

/** Milliseconds of processor time of the server process for each update written: all servers, all repeats. */
export const measureProcessorTime = async (bench: Bench, plan: CrowdPlan): Promise<Result> => {
  const values: Values = new Map()
  for (let repeat = 0; repeat < bench.options.repeats; repeat++) {
    for (const name of bench.options.servers) {
      const cost = await measureOnce(bench, plan, name)
      bench.note(`${plan.name} ${repeat + 1}: ${name} ${cost.toFixed(3)} ms`)
      addValue(values, name, cost)
    }
  }
  return resultOf(plan, values)
}

const measureOnce = async (bench: Bench, plan: CrowdPlan, name: ServerName): Promise<number> => {
  const { seconds, profile } = bench.options
  const place = await bench.places.open(name)
  const server = await startServer(serverKinds[name], place)
  const load = startLoad()
  try {
    await server.makeDocuments([...new Set(plan.guests.map(({ documentId }) => documentId))])
    const updates = (seconds + warmUpSeconds) * perSecond + 20
    await load.ask('connect', { target: server.target, guests: plan.guests, updates })
    await load.ask('write', { seconds: warmUpSeconds, perSecond })
    if (profile !== null) await server.ask('startProfile')
    const before = await server.processorTime()
    const { written, received, failed } = await load.ask<WriteResult>('write', { seconds, perSecond })
    const spent = (await server.processorTime()) - before
    if (profile !== null) await keepProfile(server, profile, plan.name)
    if (failed > 0 || received === 0) throw new Error(`${name}: ${failed} clients were cut off`)
    return spent / written
  } finally {
    await load.stop()
    await server.stop()
    await place.remove()
  }
}

const keepProfile = async (server: RunningServer, folder: string, scenario: string): Promise<void> => {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${scenario}-${server.kind.name}.cpuprofile`)
  writeFileSync(file, JSON.stringify(await server.ask('stopProfile')))
}

const resultOf = (plan: CrowdPlan, values: Values): Result => {
  const ratio = (name: ServerName, other: ServerName): number =>
    median(values.get(name) ?? []) / median(values.get(other) ?? [])
  const rows = [...values].map(([name, list]) => [
    serverKinds[name].label,
    median(list).toFixed(3),
    `${Math.min(...list).toFixed(3)} - ${Math.max(...list).toFixed(3)}`,
    ratio(name, 'relay').toFixed(2),
    ratio(name, 'y-websocket').toFixed(2),
  ])
  const targets: Target[] = plan.targets
    .filter(({ of }) => values.has(of) && values.has('postgresql'))
    .map(({ of, ratio: most }) => {
      const reached = ratio('postgresql', of)
      const text = `PostgreSQL / ${serverKinds[of].label}: ${reached.toFixed(2)} (at most ${most})`
      return { text, met: reached <= most }
    })
  return {
    title: plan.title,
    method:
      'Processor time (user and system, all threads, getrusage) of the server process alone, divided by the updates written; ' +
      `each writer types one character ${perSecond} times a second, the writers at equally spaced moments; ${warmUpSeconds} s of the same before it counts. ` +
      'Clients are bare sockets in a process of their own; the database server is not counted, PGlite and SQLite are.',
    columns: ['server', 'CPU ms an update, median', 'lowest - highest', 'x relay', 'x @y/websocket-server'],
    rows,
    targets,
  }
}
