import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startLoad } from '../load'
import type { Opening } from '../opening'
import { readPaper } from '../paper'
import type { Bench, Result, Scenario } from '../scenario'
import { startServer, type RunningServer } from '../server-process'
import { serverKinds, type Place, type ServerKind, type ServerName } from '../servers'
import { median } from '../statistics'
import { unloaded } from '../unloaded'

const documents = 15
const starts = 5
const otherOpens = 5
const mostOverWarm = 1.3
interface Openings {
  warm: Opening[]
  cold: Opening[]
  afterStart: Opening[]
}

/** A long document: while somebody else has it open, by the first who comes to it, and first of all after a start. */
export const open: Scenario = {
  name: 'open',
  run: async (bench) => {
    const paper = readPaper()
    const folder = mkdtempSync(path.join(tmpdir(), 'reliance-paper-'))
    const file = path.join(folder, 'update')
    writeFileSync(file, paper.update)
    const values = new Map<ServerName, Openings>()
    try {
      for (const name of bench.options.servers.filter((server) => server !== 'relay')) {
        values.set(name, await measure(bench, name, file))
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
    return resultOf(values, paper.description)
  },
}

const measure = async (bench: Bench, name: ServerName, file: string): Promise<Openings> => {
  const kind = serverKinds[name]
  const place = await bench.places.open(name)
  const ids = Array.from({ length: documents }, () => randomUUID())
  const empty = randomUUID()
  const load = startLoad()
  const openings: Openings = { warm: [], cold: [], afterStart: [] }
  try {
    await during(kind, place, async (server) => {
      const { target } = server
      await server.makeDocuments([...ids, empty])
      for (const documentId of ids) await load.ask('fill', { target, documentId, file })
      for (const documentId of ids) openings.warm.push(await load.ask('open', { target, documentId }))
      await load.ask('disconnect')
      if (!kind.keeps) return
      await unloaded(server)
      for (const documentId of ids) openings.cold.push(await load.ask('open', { target, documentId }))
    })
    for (const documentId of kind.keeps ? ids.slice(0, starts) : []) {
      await during(kind, place, async ({ target }) => {
        for (let count = 0; count < otherOpens; count++) await load.ask('open', { target, documentId: empty })
        openings.afterStart.push(await load.ask('open', { target, documentId }))
      })
    }
    bench.note(`open: ${name} ${shown(middle(openings.warm, 'applied'))} ms warm`)
    return openings
  } finally {
    await load.stop()
    await place.remove()
  }
}

const during = async (
  kind: ServerKind,
  place: Place,
  work: (server: RunningServer) => Promise<void>,
): Promise<void> => {
  const server = await startServer(kind, place)
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

const resultOf = (values: Map<ServerName, Openings>, description: string): Result => {
  const rows = [...values].map(([name, { warm, cold, afterStart }]) => [
    serverKinds[name].label,
    ...[warm, cold, afterStart].map(
      (list) => `${shown(middle(list, 'received'))} / ${shown(middle(list, 'applied'))}`,
    ),
    cold.length === 0 ? '-' : ratioOf({ warm, cold }).toFixed(2),
  ])
  const ours = values.get('postgresql')
  const targets = ours === undefined ? [] : [ratioOf(ours)]
  return {
    title: 'Opening a long document',
    method:
      `The document: ${description}. Milliseconds from the moment before a socket is opened until the document has arrived / until it stands in a Yjs document. ` +
      `Warm: somebody else has it open. Cold: the server has let go of it. After a start: the server process has just begun, and has answered for an empty document ${otherOpens} times. ` +
      `Medians of ${documents} documents opened once each, of ${starts} after starts.`,
    columns: ['server', 'warm', 'cold', 'after a start', 'cold / warm'],
    rows,
    targets: targets.map((ratio) => ({
      text: `PostgreSQL: cold ${ratio.toFixed(2)} x warm (at most ${mostOverWarm})`,
      met: ratio <= mostOverWarm,
    })),
  }
}

/** Of the times until the text can be read. */
const ratioOf = ({ warm, cold }: Pick<Openings, 'warm' | 'cold'>): number =>
  middle(cold, 'applied') / middle(warm, 'applied')

const middle = (list: Opening[], part: 'received' | 'applied'): number =>
  median(list.map((opening) => opening[part]))

const shown = (milliseconds: number): string => (Number.isNaN(milliseconds) ? '-' : milliseconds.toFixed(0))
