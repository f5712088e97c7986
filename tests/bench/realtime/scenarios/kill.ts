import { randomUUID } from 'node:crypto'
import { seededRandom, type SeededRandom } from '../../../realtime/seeded-random'
import { DocumentClient } from '../document-client'
import { actAtPace, pause } from '../pace'
import type { Bench, Result, Scenario, Target } from '../scenario'
import { SeenByOthers } from '../seen-by-others'
import { startServer } from '../server-process'
import { serverKinds, type Place, type ServerName } from '../servers'

const people = 5
const perSecond = 50
const earliestMs = 2000
const latestMs = 20_000

interface Round {
  seen: number
  lost: number
  /** How old the oldest of them was. */
  lostMs: number
}

/** The server process dies while people write together, and with it whoever had seen what they wrote. */
export const kill: Scenario = {
  name: 'kill',
  run: async (bench) => {
    const values = new Map<ServerName, Round[]>()
    for (const name of bench.options.servers) {
      const place = await bench.places.open(name)
      // The same moments and places in the text for each server.
      const random = seededRandom(bench.options.seed)
      const rounds: Round[] = []
      try {
        for (let number = 1; number <= bench.options.rounds; number++) {
          const round = await killOnce(name, place, random)
          bench.note(
            `kill ${number}: ${name} seen ${round.seen}, lost ${round.lost} of ${round.lostMs.toFixed(0)} ms`,
          )
          rounds.push(round)
        }
      } finally {
        await place.remove()
      }
      values.set(name, rounds)
    }
    return resultOf(values, bench)
  },
}

const killOnce = async (name: ServerName, place: Place, random: SeededRandom): Promise<Round> => {
  const documentId = randomUUID()
  const server = await startServer(serverKinds[name], place)
  await server.makeDocuments([documentId])
  const writers = Array.from(
    { length: people },
    (_, index) => new DocumentClient(server.target, documentId, `w${index}`),
  )
  await Promise.all(writers.map(({ synced }) => synced))
  const seen = new SeenByOthers(writers)
  const seconds = (earliestMs + random.below(latestMs - earliestMs)) / 1000
  await actAtPace({ seconds, perSecond: perSecond * people }, (count) => {
    const text = writers[count % people]?.text
    text?.insert(random.below(text.length + 1), 'x')
  })
  await server.stop('SIGKILL')
  const killedAt = performance.now()
  // What had left the server before its end still comes.
  await pause(200)
  const kept = await textAfter(name, place, documentId)
  const { characters, milliseconds } = seen.lackedBy(kept, killedAt)
  for (const writer of writers) writer.close()
  return { seen: seen.characters, lost: characters, lostMs: milliseconds }
}

/** What somebody new finds in a new process; those who wrote are gone. */
const textAfter = async (
  name: ServerName,
  place: Place,
  documentId: string,
): Promise<DocumentClient['doc']> => {
  const server = await startServer(serverKinds[name], place)
  const reader = new DocumentClient(server.target, documentId, 'new')
  try {
    await reader.synced
    await pause(300)
    return reader.doc
  } finally {
    reader.socket.close()
    await server.stop('SIGKILL')
  }
}

const resultOf = (values: Map<ServerName, Round[]>, { options }: Bench): Result => {
  const lostBy = (name: ServerName): number => sum((values.get(name) ?? []).map(({ lost }) => lost))
  const rows = [...values].map(([name, rounds]) => [
    serverKinds[name].label,
    String(sum(rounds.map(({ seen }) => seen))),
    String(lostBy(name)),
    `${rounds.filter(({ lost }) => lost > 0).length} of ${rounds.length}`,
    (Math.max(...rounds.map(({ lostMs }) => lostMs)) / 1000).toFixed(1),
  ])
  const targets: Target[] = (['postgresql', 'pglite'] as const)
    .filter((name) => values.has(name))
    .map((name) => {
      const text = `${serverKinds[name].label}: ${lostBy(name)} characters lost in ${options.rounds} rounds (at most 0)`
      return { text, met: lostBy(name) === 0 }
    })
  return {
    title: 'kill -9: seen by others, then gone',
    method:
      `${people} people write in one document, ${perSecond} characters a second each, at random places of the text; the server process is ended with SIGKILL at a random moment ` +
      `${earliestMs / 1000} to ${latestMs / 1000} s after they began (--seed=${options.seed}, the same moments for all), and begun again on the same data; the writers do not come back. ` +
      'Lost is each character that was in the document of somebody other than its author, and is not in that of somebody new. ' +
      'A new document each round. The machine and the database server stay up.',
    columns: ['server', 'seen', 'lost', 'rounds with losses', 'oldest lost, s before'],
    rows,
    targets,
  }
}

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
