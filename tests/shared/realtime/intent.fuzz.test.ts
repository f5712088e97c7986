import {
  appendBlocksUpdate,
  blocksToText,
  readBlocks,
  templateClientId,
} from '@reliance/shared/realtime/document'
import { mendingsOfLog } from '@reliance/shared/realtime/moved-text'
import { rereadAttribute } from '@reliance/shared/realtime/textblock'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { describe, expect, it } from 'vitest'
import { encodeStateAsUpdate, type Doc } from 'yjs'
import { judge, noVerdict, type Meeting, type Verdict } from '../../realtime/intent-verdict'
import { blockIds, distinctWords, placesOf, type Places } from '../../realtime/intent-words'
import { seededRandom, seedOf, type SeededRandom } from '../../realtime/seeded-random'
import { commandNames, effectOf, ToldAuthor, type CommandName } from './intent-commands'
import { HeadlessEditor } from './moved-text-editor'

const rounds = Number(process.env.PAIR_ROUNDS ?? 2)
const pairs = commandNames.flatMap((one, index) =>
  commandNames.slice(index).map((other): [CommandName, CommandName] => [one, other]),
)

/** What became of words, besides what is lost and what stands twice. */
interface Tally extends Verdict {
  /** Were deleted by one, and written again elsewhere by another who had not heard of it. */
  back: number
  /** Were typed, and are in another block than all that stood beside them there. */
  apart: number
  /** Stand twice, and nobody is asked to read them. */
  unmarked: number
}

const noTally = (): Tally => ({ ...noVerdict(), back: 0, apart: 0, unmarked: 0 })

describe('authors who do one thing each to the same block, apart', () => {
  it(
    `[RT21] [RT22] lose no word by any pair of commands, and find marked what two wrote again (${rounds} rounds a pair)`,
    () => {
      const seed = seedOf('intent of pairs')
      const lines: string[] = []
      for (const [index, names] of pairs.entries()) {
        const tally = noTally()
        for (let round = 0; round < rounds; round++) {
          const random = seededRandom(seed + round * pairs.length + index)
          const authors = authorsFrom(random, 2)
          const block = 2 + random.below(4)
          meet(authors, random, tally, () =>
            authors.forEach((author, turn) => author.does(names[turn] as CommandName, block)),
          )
        }
        lines.push(lineOf(names.join(' + '), tally))
        expectOnly(names, tally)
      }
      process.stdout.write(lines.filter((line) => !line.endsWith(': ')).join('\n') + '\n')
    },
    30_000 + rounds * 5_000,
  )
})

describe('authors who do several things apart', () => {
  it(
    `[RT21] [RT22] lose no word, and double them only where two wrote them again (${rounds * 50} rounds)`,
    () => {
      const seed = seedOf('intent of sequences')
      const tally = noTally()
      for (let round = 0; round < rounds * 50; round++) {
        const random = seededRandom(seed + round)
        const authors = authorsFrom(random, random.chance(0.25) ? 3 : 2)
        meet(authors, random, tally, () => {
          for (let turn = 0; turn < 3 * authors.length; turn++) {
            const author = random.pick(authors)
            author.does(random.pick(commandNames), random.below(author.editor.blocks.length))
          }
        })
      }
      process.stdout.write(`${lineOf('sequences', tally)} of ${tally.meant} meant\n`)
      expect(tally.lost).toBe(0)
      // Where several undo and redo on each other's text, some of it cannot be told to be the same.
      expect(tally.unmarked).toBeLessThanOrEqual(Math.ceil(tally.doubled / 50))
    },
    30_000 + rounds * 5_000,
  )
})

const lineOf = (what: string, { lost, doubled, back, apart, unmarked }: Tally): string =>
  `${what}: ${Object.entries({ lost, doubled, back, apart, unmarked })
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')}`

/** What these two cannot have done to each other's words. */
const expectOnly = (names: CommandName[], tally: Tally): void => {
  const effects = names.map(effectOf)
  const what = `${names.join(' + ')}: ${JSON.stringify(tally)}`
  expect([tally.lost, tally.unmarked], what).toEqual([0, 0])
  if (!effects.every(({ copies }) => copies)) expect(tally.doubled, what).toBe(0)
  if (!effects.some(({ copies }) => copies)) expect([tally.back, tally.apart], what).toEqual([0, 0])
}

const blockKinds = ['heading', 'paragraph', 'quote', 'paragraph', 'bullet', 'ordered', 'paragraph'] as const

const authorsFrom = (random: SeededRandom, count: number): ToldAuthor[] => {
  const newWord = distinctWords()
  const blocks = blockKinds.map((kind) => {
    const words = Array.from({ length: 2 + random.below(4) }, () => `${newWord('o')} `)
    return { kind, runs: [{ text: words.join('') }] }
  })
  const beginning = appendBlocksUpdate(emptyUpdate, templateClientId, blocks, null)
  return ['a', 'b', 'c']
    .slice(0, count)
    .map((name, index) => new ToldAuthor(name, new HeadlessEditor(101 + index, beginning), random, newWord))
}

/** They part, act, and hear of each other; what became of their words is added to the tally. */
const meet = (authors: ToldAuthor[], random: SeededRandom, tally: Tally, act: () => void): void => {
  const [{ editor }] = authors as [ToldAuthor]
  const before = placesOf(editor.doc)
  const beginning = JSON.stringify(editor.text)
  const state = encodeStateAsUpdate(editor.doc)
  act()
  const shown = authors.map(({ places }) => places)
  const updates = exchangeAll(authors, random)
  const mendings = mendingsOfLog({ state, moved: null, updates }, newClientIds())
  for (const { update } of mendings) for (const author of authors) author.editor.receive([update])
  updates.push(...mendings.map(({ update }) => update), ...exchangeAll(authors, random))
  expect(mendingsOfLog({ state, moved: null, updates }, newClientIds()), 'nothing is left to mend').toEqual(
    [],
  )
  const story = authors.flatMap(({ story: own }) => own).join('\n')
  const message = `${beginning}\n${story}\n${JSON.stringify(editor.text)}`
  for (const other of authors)
    expect(other.editor.state.doc.toJSON(), message).toEqual(editor.state.doc.toJSON())
  expect(blocksToText(readBlocks(encodeStateAsUpdate(editor.doc))), message).toBe(editor.text)
  const meeting = { authors, before, shown, merged: placesOf(editor.doc) }
  judge(meeting, tally)
  judgeBack(meeting, tally)
  judgeApart(meeting, tally)
  judgeMarks(meeting, editor.doc, tally)
  expect(tally.faults, message).toEqual([])
  for (const author of authors) author.editor.close()
}

/** Until nobody has anything to say; what was said, in an order in which it may have come to a server. */
const exchangeAll = (authors: ToldAuthor[], random: SeededRandom): Uint8Array[] => {
  const log: Uint8Array[] = []
  for (let turn = 0; ; turn++) {
    expect(turn, 'there is an end to it').toBeLessThan(10)
    const said = exchange(authors, random)
    if (said.length === 0) return log
    log.push(...said)
  }
}

const newClientIds = (): (() => number) => {
  let last = 1000
  return () => ++last
}

/** Each gets the updates of all others, in any order. */
const exchange = (authors: ToldAuthor[], random: SeededRandom): Uint8Array[] => {
  const said = authors.map(({ editor }) => editor.takeUpdates())
  for (const [index, { editor }] of authors.entries()) {
    const heard = said.filter((_, speaker) => speaker !== index).flat()
    while (heard.length > 0) editor.receive(heard.splice(random.below(heard.length), 1))
  }
  const log: Uint8Array[] = []
  for (let queues = said.filter(isFull); queues.length > 0; queues = queues.filter(isFull))
    log.push(...random.pick(queues).splice(0, 1))
  return log
}

const isFull = (updates: Uint8Array[]): boolean => updates.length > 0

/** What was deleted stays away, unless somebody else has written it again. */
const judgeBack = ({ before, shown, merged }: Meeting, tally: Tally): void => {
  for (const [word, [place]] of before) {
    const places = shown.map((own) => own.get(word) ?? [])
    if (!merged.has(word) || places.every((own) => own.length > 0)) continue
    if (places.flat().some(({ letter }) => letter !== place?.letter)) tally.back++
    else tally.faults.push(`${word} is back, and nobody wrote it again`)
  }
}

/** Where words stand twice, somebody is asked to read. */
const judgeMarks = ({ merged }: Meeting, doc: Doc, tally: Tally): void => {
  const marked = blockIds(doc, (element) => element.getAttribute(rereadAttribute) !== undefined)
  for (const places of merged.values())
    if (places.length > 1 && !places.some(({ block }) => marked.includes(block))) tally.unmarked++
}

/** A word goes with what it was typed beside; where that has come apart, with one of both. */
const judgeApart = ({ authors, shown, merged }: Meeting, tally: Tally): void => {
  for (const [index, { typed }] of authors.entries()) {
    for (const word of typed) {
      const [place] = merged.get(word) ?? []
      const beside = neighbours(word, typed, shown[index] as Places)
        .flatMap((other) => merged.get(other) ?? [])
        .map(({ block }) => block)
      if (place && beside.length > 0 && !beside.includes(place.block)) tally.apart++
    }
  }
}

/** The words that were there, right before and after this one in its block. Places come in the order of the text. */
const neighbours = (word: string, typed: Set<string>, places: Places): string[] => {
  const block = places.get(word)?.[0]?.block
  const line = [...places].filter(([, own]) => own[0]?.block === block).map(([other]) => other)
  const found = (words: string[]): string[] => words.filter((other) => !typed.has(other)).slice(0, 1)
  const at = line.indexOf(word)
  return at === -1 ? [] : [...found(line.slice(0, at).reverse()), ...found(line.slice(at + 1))]
}
