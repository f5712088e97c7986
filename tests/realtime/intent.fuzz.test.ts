import {
  appendBlocksUpdate,
  blocksToText,
  readBlocks,
  templateClientId,
} from '@reliance/shared/realtime/document'
import { mendingsOfLog, mendOrCarry } from '@reliance/shared/realtime/moved-text'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { uint32 } from 'lib0/random'
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { encodeStateAsUpdate } from 'yjs'
import { HeadlessEditor } from '../shared/realtime/moved-text-editor'
import { eventually } from './eventually'
import { IntentAuthor } from './intent-author'
import { judge, noVerdict, type Verdict } from './intent-verdict'
import { distinctWords, placesOf, similarWords, type WordMaker } from './intent-words'
import { seededRandom, seedOf, type SeededRandom } from './seeded-random'
import { stockClient } from './stock-client'
import { startSyncServer } from './sync-server'

const rounds = Number(process.env.FUZZ_ROUNDS ?? 25)
const meetings = 3
const acts = 20

/** Takes the authors together, and apart again. */
type Meet = () => Promise<void>
type Company = { authors: IntentAuthor[]; meet: Meet; close(): Promise<void> }

describe.each([
  ['keep each word of each once and whole, whatever they did inside of their blocks', false],
  ['keep them whoever takes out the block that they stand in, and double only what two put elsewhere', true],
])('authors who wrote apart', (promise, mayRemove) => {
  it(
    `[RT21] [RT22] ${promise} (${rounds} rounds)`,
    async () => {
      expect(await play(rounds, mayRemove, alone)).toMatchObject({ lost: 0 })
    },
    30_000 + rounds * 500,
  )

  const served = Math.ceil(rounds / 5)
  it(
    `[RT21] [RT22] ${promise}, through a server that compacts (${served} rounds)`,
    async () => {
      expect(await play(served, mayRemove, throughServer)).toMatchObject({ lost: 0 })
    },
    30_000 + served * 10_000,
  )
})

const play = async (
  count: number,
  mayRemove: boolean,
  gather: (random: SeededRandom, newWord: WordMaker) => Promise<Company>,
): Promise<Verdict> => {
  const seed = seedOf('intent')
  const verdict = noVerdict()
  for (let round = 0; round < count; round++) {
    const random = seededRandom(seed + round)
    const { authors, meet, close } = await gather(random, mayRemove ? distinctWords() : similarWords())
    for (let meeting = 0; meeting < meetings; meeting++) {
      const before = placesOf((authors[0] as IntentAuthor).editor.doc)
      for (const author of authors) author.startAgain()
      for (let act = 0; act < acts; act++) random.pick(authors).act(mayRemove)
      const shown = authors.map(({ places }) => places)
      await meet()
      const [text, ...others] = authors.map(({ editor }) => editor.text)
      const message = (): string =>
        `SEED=${seed + round}, meeting ${meeting}\n${authors.flatMap(({ story }) => story).join('\n')}\n${text}`
      for (const other of others) expect(other, message()).toBe(text)
      judge({ authors, before, shown, merged: (authors[0] as IntentAuthor).places }, verdict)
      expect(verdict.faults, message()).toEqual([])
    }
    await close()
  }
  const { meant, lost, doubled } = verdict
  process.stdout.write(`intent: of ${meant} words that were meant ${lost} are lost and ${doubled} doubled\n`)
  expect(meant).toBeGreaterThan(count * acts)
  return verdict
}

const beginning = (random: SeededRandom, newWord: WordMaker): Uint8Array => {
  const kinds = ['heading', 'paragraph', 'quote', 'paragraph', 'bullet', 'bullet', 'paragraph'] as const
  const blocks = kinds.map((kind) => {
    const words = Array.from({ length: random.below(6) }, () => `${newWord('o')} `)
    return { kind, runs: [{ text: words.join('') }] }
  })
  return appendBlocksUpdate(emptyUpdate, templateClientId, blocks, null)
}

const authorsOf = (random: SeededRandom, newWord: WordMaker, start?: Uint8Array): IntentAuthor[] =>
  ['a', 'b', 'c']
    .slice(0, random.chance(0.3) ? 3 : 2)
    .map((name, index) => new IntentAuthor(name, new HeadlessEditor(101 + index, start), random, newWord))

/** They hand each other what they did, update by update, until nobody has anything to say. */
const alone = async (random: SeededRandom, newWord: WordMaker): Promise<Company> => {
  let state = beginning(random, newWord)
  const authors = authorsOf(random, newWord, state)
  const log: Uint8Array[] = []
  const exchange = (): boolean => {
    const said = authors.map(({ editor }) => ({ editor, updates: editor.takeUpdates() }))
    for (const { editor: speaker, updates } of said) {
      for (const { editor } of authors) if (editor !== speaker) editor.receive(updates)
    }
    log.push(...said.flatMap(({ updates }) => updates))
    return said.some(({ updates }) => updates.length > 0)
  }
  const exchangeAll = (): void => {
    for (let turn = 0; exchange(); turn++) expect(turn, 'there is an end to it').toBeLessThan(10)
  }
  return {
    authors,
    meet: async () => {
      exchangeAll()
      const updates = log.splice(0)
      for (const { update } of mendingsOfLog({ state, moved: null, updates }, uint32))
        for (const { editor } of authors) editor.receive([update])
      exchangeAll()
      log.length = 0
      state = encodeStateAsUpdate((authors[0] as IntentAuthor).editor.doc)
    },
    close: async () => authors.forEach(({ editor }) => editor.close()),
  }
}

/** They connect to a server one after the other; it forgets and compacts while they are away. */
const throughServer = async (random: SeededRandom, newWord: WordMaker): Promise<Company> => {
  const storage = createMemoryStorage()
  const documentId = randomUUID()
  storage.create(documentId)
  const server = await startSyncServer(storage, {
    unloadAfterMs: 1,
    compactFrom: 3,
    compact: async ({ movedText, ...log }) => {
      const result = mendOrCarry({ ...log, moved: movedText }, uint32)
      return 'mendings' in result ? result : { state: result.state, movedText: result.moved }
    },
    mend: async ({ movedText, ...log }) => mendingsOfLog({ ...log, moved: movedText }, uint32),
    mendAfterMs: 1,
    mendAgainAfterMs: 1,
  })
  await server.rooms.write(documentId, null, beginning(random, newWord))
  const authors = authorsOf(random, newWord)
  const clients = authors.map(({ name, editor }) =>
    stockClient({ origin: server.origin, documentId, person: name }, editor.doc),
  )
  const leave = async (): Promise<void> => {
    for (const { provider } of clients) provider.disconnect()
    await eventually('the room is empty', () => server.rooms.openRooms === 0)
  }
  /** Once for what was done apart, and once for what was made good when all had left. */
  const meet = async (): Promise<void> => {
    await comeTogether()
    await comeTogether()
  }
  const comeTogether = async (): Promise<void> => {
    const order = [...clients].sort(() => random.below(2) - 0.5)
    for (const client of order) {
      client.provider.connect()
      if (random.chance(0.5)) await client.synced()
    }
    await eventually('all have met', async () => {
      const texts = authors.map(({ editor }) => editor.text)
      const stored = blocksToText(readBlocks(await server.rooms.read(documentId)))
      return clients.every(({ provider }) => provider.synced) && texts.every((text) => text === stored)
    })
    await leave()
  }
  await meet()
  return {
    authors,
    meet,
    close: async () => {
      for (const client of clients) client.destroy()
      for (const { editor } of authors) editor.close()
      await server.close()
    },
  }
}
