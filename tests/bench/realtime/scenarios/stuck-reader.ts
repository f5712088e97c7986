import { randomBytes, randomUUID } from 'node:crypto'
import { eventually } from '../../../realtime/eventually'
import { DocumentClient } from '../document-client'
import { difference, memoryOf, type Memory } from '../held-memory'
import { actAtPace } from '../pace'
import type { Bench, Result, Scenario, Target } from '../scenario'
import { startServer } from '../server-process'
import { serverKinds, type ServerName } from '../servers'
import { median } from '../statistics'

const megabyte = 1_000_000
const documents = 3
/** In all documents together. */
const writtenBytes = 80 * megabyte
const blockBytes = 32 * 1024
const blocks = Math.ceil(writtenBytes / blockBytes)
const perSecond = 50 * documents
const mostExtra = 5
const catchUpWithinMs = 20_000

type Ending = 'yes' | 'cut, comes back' | 'no'

interface Outcome {
  growth: Memory
  ending: Ending
}

/** Somebody whose browser takes nothing more from the network, while the others write on. */
export const stuckReader: Scenario = {
  name: 'stuck-reader',
  run: async (bench) => {
    const values = new Map<ServerName, Outcome[]>()
    for (let repeat = 0; repeat < bench.options.repeats; repeat++) {
      for (const name of bench.options.servers) {
        const reading = await measureOnce(bench, name, false)
        const { growth, ending } = await measureOnce(bench, name, true)
        const more = difference(growth, reading.growth)
        bench.note(`stuck-reader ${repeat + 1}: ${name} ${more.held.toFixed(1)} MB more; ${ending}`)
        values.set(name, [...(values.get(name) ?? []), { growth: more, ending }])
      }
    }
    return resultOf(values)
  },
}

/** How much the server grows by the writing, the third person in each document reading or stuck. */
const measureOnce = async ({ places }: Bench, name: ServerName, stuck: boolean): Promise<Outcome> => {
  const place = await places.open(name)
  const server = await startServer(serverKinds[name], place)
  const groups = Array.from({ length: documents }, () => randomUUID())
  const enter = (person: string): DocumentClient[] =>
    groups.map((documentId) => new DocumentClient(server.target, documentId, person))
  const people: DocumentClient[] = []
  try {
    await server.makeDocuments(groups)
    const [writers, readers, others] = [enter('w'), enter('r'), enter('s')]
    people.push(...writers, ...readers, ...others)
    await Promise.all(people.map(({ synced }) => synced))
    const before = await memoryOf(server)
    if (stuck) for (const { socket } of others) socket.pause()
    await actAtPace({ seconds: blocks / perSecond, perSecond }, (count) => {
      // At the beginning, where Yjs does not join it to what is there: joining megabytes again and again would take the client long.
      writers[count % documents]?.text.insert(0, randomBytes((blockBytes * 3) / 4).toString('base64'))
    })
    const isWhole = (reader: DocumentClient, index: number): boolean =>
      reader.text.length === writers[index]?.text.length
    await eventually('the readers have it all', () => readers.every(isWhole), 60_000)
    if (!stuck) await eventually('the others too', () => others.every(isWhole), 60_000)
    const after = await memoryOf(server)
    for (const { socket } of others) socket.resume()
    const ending = await endingOf(others, isWhole, () => {
      const again = enter('s')
      people.push(...again)
      return again
    })
    return { growth: difference(after, before), ending }
  } finally {
    for (const person of people) person.close()
    await server.stop('SIGKILL')
    await place.remove()
  }
}

/** How those end up who read again; a browser that has been cut off comes back. */
const endingOf = async (
  others: DocumentClient[],
  isWhole: (person: DocumentClient, index: number) => boolean,
  comeBack: () => DocumentClient[],
): Promise<Ending> => {
  const settled = (): boolean => others.every((other, index) => other.socket.failed || isWhole(other, index))
  const inTime = (what: () => boolean): Promise<boolean> =>
    eventually('caught up', what, catchUpWithinMs).then(
      () => true,
      () => false,
    )
  if (!(await inTime(settled))) return 'no'
  if (others.every(isWhole)) return 'yes'
  const again = comeBack()
  return (await inTime(() => again.every(isWhole))) ? 'cut, comes back' : 'no'
}

const resultOf = (values: Map<ServerName, Outcome[]>): Result => {
  const more = (name: ServerName, key: keyof Memory): string =>
    median((values.get(name) ?? []).map(({ growth }) => growth[key])).toFixed(1)
  const endingsOf = (name: ServerName): string =>
    [...new Set((values.get(name) ?? []).map(({ ending }) => ending))].join(' / ')
  const rows = [...values.keys()].map((name) => [
    serverKinds[name].label,
    ...(['held', 'external', 'resident'] as const).map((key) => more(name, key)),
    endingsOf(name),
  ])
  const targets: Target[] = (['postgresql', 'pglite'] as const)
    .filter((name) => values.has(name))
    .flatMap((name) => [
      {
        text: `${serverKinds[name].label}: ${more(name, 'held')} MB more held (below ${mostExtra})`,
        met: Number(more(name, 'held')) < mostExtra,
      },
      {
        text: `${serverKinds[name].label}: the stuck readers catch up (${endingsOf(name)})`,
        met: !endingsOf(name).includes('no'),
      },
    ])
  return {
    title: `A reader who is stuck while ${writtenBytes / megabyte} MB are written`,
    method:
      `Three people in each of ${documents} documents: one writes, one reads, and one has stopped reading from the network (the sockets of one person, ${documents} of them: ours takes at most 32 MiB of text in a document). ` +
      `Updates of ${blockBytes / 1024} KiB of random letters, ${perSecond} a second in all, until ${writtenBytes / megabyte} MB are written. ` +
      'Memory of the server process at that moment less memory before, after garbage collection both times, less the same of a run in which the third person reads. ' +
      `"Held" is the JavaScript heap and all buffers; "external" adds what else is kept outside of the heap, such as the memory of PGlite, which grows in steps; RSS also counts what the allocator has not given back, and varies by itself. "Catches up": has all of the text within ${catchUpWithinMs / 1000} s of reading again, or of coming back when the server had cut the silent socket. Medians of the repeats.`,
    columns: ['server', 'more held MB', 'with external MB', 'more RSS MB', 'catches up'],
    rows,
    targets,
  }
}
