import { Ledger } from '@reliance/server/realtime/ledger'
import {
  compactState,
  loadDocument,
  MalformedMessage,
  mergeLog,
  updateWithout,
} from '@reliance/shared/realtime/update'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import {
  craftUpdate,
  deleted,
  element,
  nestedEmbed,
  nestedList,
  text,
  type Content,
  type Crafted,
  type Id,
} from './crafted-update'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'

const rounds = Number(process.env.HOSTILE_ROUNDS ?? 400)
const honestClient = 1
const hostileClients = [2, 900, 4_000_000_000]

it(
  `[RT11] what is taken of crafted updates can be applied, merged, cut and compacted by all (${rounds} rounds)`,
  () => {
    const seed = seedOf('hostile updates')
    let accepted = 0
    for (let round = 0; round < rounds; round++) {
      if (playRound(seed + round)) accepted++
    }
    process.stdout.write(`hostile updates: ${accepted} of ${rounds} rounds were taken in part\n`)
    expect(accepted).toBeGreaterThan(rounds / 40)
  },
  60_000 + rounds * 50,
)

/** A few crafted updates one after the other; true when one of them was taken. */
const playRound = (seed: number): boolean => {
  const random = seededRandom(seed)
  const honest = new Y.Doc()
  honest.clientID = honestClient
  honest.getText('content').insert(0, 'honnête')
  const log = [Y.encodeStateAsUpdate(honest)]
  const ledger = new Ledger(log, new Map([[honestClient, 'honest']]))
  const message = `SEED=${seed}`
  for (let count = 1 + random.below(3); count > 0; count--) {
    const update = randomUpdate(random, ledger.vector)
    const verdict = judge(ledger, update)
    if (verdict?.kind !== 'accepted') continue
    log.push(verdict.update)
    expect(() => Y.applyUpdate(honest, verdict.update), message).not.toThrow()
    const vector = new Map([...ledger.vector].map(([client, clock]) => [client, random.below(clock + 1)]))
    expect(() => updateWithout(mergeLog(log), vector), message).not.toThrow()
    const said = Y.encodeStateAsUpdate(honest)
    expect(judge(ledger, said), `${message}: an honest browser that tells it is not cut off`).not.toBeNull()
  }
  if (log.length === 1) return false
  const states = [
    mergeLog(log),
    compactState(log),
    compactState([compactState(log.slice(0, -1)), ...log.slice(-1)]),
  ]
  for (const state of states) expect(characters(loadDocument([state])), message).toBe(characters(honest))
  expect(read(honest).replace(/[^honête]/g, ''), message).toBe('honnête')
  return true
}

const read = (doc: Y.Doc): string => doc.getText('content').toString()

/** Whoever forges the neighbours of their own text may have it stand elsewhere with each reader; it is there with all. */
const characters = (doc: Y.Doc): string => [...read(doc)].sort().join('')

const judge = (ledger: Ledger, update: Uint8Array) => {
  try {
    return ledger.judge(update, { personId: 'hostile', mayWrite: true, mayClaim: true, bytesLeft: 1e9 })
  } catch (error) {
    if (error instanceof MalformedMessage) return null
    throw error
  }
}

const randomUpdate = (random: SeededRandom, vector: Map<number, number>): Uint8Array => {
  const clients = hostileClients.filter(() => random.chance(0.5))
  if (random.chance(0.1)) clients.push(random.pick(hostileClients))
  if (random.chance(0.9)) clients.sort((one, other) => other - one)
  const blocks = clients.map((client) => {
    const held = vector.get(client) ?? 0
    const clock = Math.max(0, held + (random.chance(0.2) ? random.below(7) - 3 : 0))
    const structs = Array.from({ length: 1 + random.below(4) }, () => randomStruct(random, held))
    return { client, clock, structs }
  })
  const deletions = hostileClients
    .filter(() => random.chance(0.2))
    .map((client) => ({ client, ranges: [[random.below(6), 1 + random.below(4)]] as [number, number][] }))
  return craftUpdate(blocks, deletions)
}

const randomStruct = (random: SeededRandom, held: number): Crafted => {
  if (random.chance(0.1)) return { gc: 1 + random.below(4) }
  if (random.chance(0.05)) return { skip: 1 + random.below(4) }
  const id = (): Id =>
    random.chance(0.5)
      ? [honestClient, random.below(7)]
      : [random.pick(hostileClients), random.below(held + 4)]
  return {
    ...(random.chance(0.5) && { origin: id() }),
    ...(random.chance(0.5) && { rightOrigin: id() }),
    ...(random.chance(0.3) ? { parent: id() } : random.chance(0.2) ? { parent: '__proto__' } : {}),
    ...(random.chance(0.1) && { parentSub: 'constructor' }),
    content: random.pick(contents),
  }
}

const contents: Content[] = [
  text('X'),
  text('XYZ'),
  text('😀😀'),
  deleted(3),
  nestedList(3),
  nestedList(8000),
  nestedEmbed(3),
  nestedEmbed(5000),
  element('textblock'),
  [9, (encoder) => text('guid')[1](encoder)],
]
