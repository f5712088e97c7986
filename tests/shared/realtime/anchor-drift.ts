import { blocksToText, readBlocks } from '@reliance/shared/realtime/document'
import { anchorAt, locateAnchor, type TextAnchor } from '@reliance/shared/realtime/anchor'
import { refreshAnchors, type KeptAnchor } from '@reliance/shared/realtime/refresh-anchors'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { encodeStateAsUpdate } from 'yjs'
import type { SeededRandom } from '../../realtime/seeded-random'
import { HeadlessEditor } from './moved-text-editor'

/** A word as the oracle knows it: the same one wherever it goes. */
export interface Word {
  text: string
  /** The word that it was put in the place of. */
  insteadOf?: Word
}

/** Frequent words come often, as in any text, so that quotes are not told apart by their words alone. */
const vocabulary =
  'le la les de des un une et en dans que qui ne pas plus pour sur avec ce son leur bus soir vélo quartier habitant commune route école marché atelier projet territoire réseau trajet horaire dimanche centre gare partage soin travail logement'.split(
    ' ',
  )
const compactFrom = 200
const kinds = ['paragraph', 'heading', 'quote', 'bullet', 'ordered'] as const

/**
 * A text whose words are known one by one, changed by real commands of the editor: what is meant by an edit is done to
 * the words as well, so that where a passage ought to be does not depend on Yjs.
 */
export class DriftingText {
  readonly editor: HeadlessEditor
  readonly #random: SeededRandom
  #blocks: Word[][] = []
  #state: Uint8Array = emptyUpdate
  #updates: Uint8Array[] = []

  constructor(random: SeededRandom) {
    this.#random = random
    this.editor = new HeadlessEditor(1001)
    for (let block = 0; block < 30; block++) {
      if (block > 0) this.editor.select(this.editor.end).enter()
      const words = this.#newWords(15 + random.below(30))
      this.editor.select(this.editor.end).paste(words.map(({ text }) => text).join(' '))
      this.#blocks.push(words)
    }
    this.#compact()
  }

  /** A passage of some words in one block, and its anchor. */
  choose(): { words: Word[]; anchor: TextAnchor } {
    const { index, words } = this.#pick()
    const length = Math.min(words.length, 2 + this.#random.below(8))
    const first = this.#random.below(words.length - length + 1)
    const chosen = words.slice(first, first + length)
    const start = this.#offset(index) + lengthOf(words.slice(0, first))
    const anchor = anchorAt(this.editor.doc, { start, end: start + lengthOf(chosen) - 1 })
    return { words: chosen, anchor: anchor as TextAnchor }
  }

  /** One edit; about a third of them change the blocks themselves. */
  edit(): void {
    if (this.#random.chance(0.35)) this.#random.pick([this.#split, this.#join, this.#move, this.#kind])()
    else this.#random.pick([this.#insert, this.#insert, this.#delete, this.#replace])()
  }

  /** The anchors as a server keeps them after it has stored the text; now and then it compacts the log as well. */
  refresh(anchors: KeptAnchor[]): (TextAnchor | null)[] {
    this.#updates.push(...this.editor.takeUpdates())
    const refreshed = refreshAnchors({ state: this.#state, moved: null, updates: this.#updates }, anchors)
    if (this.#updates.length >= compactFrom) this.#compact()
    return refreshed
  }

  #compact(): void {
    this.editor.takeUpdates()
    this.#state = encodeStateAsUpdate(this.editor.doc)
    this.#updates = []
  }

  /** Where an anchor that is kept now leads; null when nowhere. */
  placeOfAnchor(anchor: TextAnchor): { start: number; end: number } | null {
    return locateAnchor(this.editor.doc, anchor)
  }

  get text(): string {
    return blocksToText(readBlocks(this.editor.doc))
  }

  /** Which of these words are left, and what stands from the first to the last of them, or of what took their places. */
  left(words: Word[]): { words: Set<Word>; span: Set<Word> } {
    const all = this.#blocks.flat()
    const left = new Set(words.filter((word) => all.includes(word)))
    const wanted = new Set(words)
    const indices = all.flatMap((word, index) => (comesFrom(word, wanted) ? [index] : []))
    const span = indices.length === 0 ? [] : all.slice(Math.min(...indices), Math.max(...indices) + 1)
    return { words: left, span: new Set(span) }
  }

  /** The words that stand, in whole or in part, at a place of the text. */
  wordsAt({ start, end }: { start: number; end: number }): Word[] {
    let offset = 0
    return this.#blocks.flat().filter(({ text }) => {
      const from = offset
      offset += text.length + 1
      return from < end && from + text.length > start
    })
  }

  /** Whether the words and the editor's text still agree: else the oracle is wrong. */
  get isTrue(): boolean {
    return this.#blocks.map((words) => words.map(({ text }) => text).join(' ')).join('\n') === this.text
  }

  readonly #insert = (): void => {
    const { index, words } = this.#pick()
    const at = this.#random.below(words.length + 1)
    const fresh = this.#newWords(1 + this.#random.below(4))
    const text = fresh.map((word) => word.text).join(' ')
    const isLast = at === words.length
    const place = this.editor.at(index, isLast ? lengthOf(words) - 1 : lengthOf(words.slice(0, at)))
    this.editor.select(place).paste(isLast ? ` ${text}` : `${text} `)
    words.splice(at, 0, ...fresh)
  }

  readonly #delete = (): void => {
    const { index, words } = this.#pick()
    const count = 1 + this.#random.below(3)
    if (words.length < count + 3) return
    const at = this.#random.below(words.length - count)
    const from = lengthOf(words.slice(0, at))
    const to = from + lengthOf(words.slice(at, at + count))
    this.editor.select(this.editor.at(index, from), this.editor.at(index, to)).backspace()
    words.splice(at, count)
  }

  readonly #replace = (): void => {
    const { index, words } = this.#pick()
    const at = this.#random.below(words.length)
    const [fresh] = this.#newWords(1) as [Word]
    const from = lengthOf(words.slice(0, at))
    const to = from + (words[at] as Word).text.length
    this.editor.select(this.editor.at(index, from), this.editor.at(index, to)).paste(fresh.text)
    words[at] = { ...fresh, insteadOf: words[at] }
  }

  readonly #split = (): void => {
    const { index, words } = this.#pick()
    if (words.length < 6) return
    const at = 2 + this.#random.below(words.length - 4)
    const space = lengthOf(words.slice(0, at)) - 1
    this.editor.select(this.editor.at(index, space), this.editor.at(index, space + 1)).backspace()
    this.editor.select(this.editor.at(index, space)).enter()
    this.#blocks.splice(index, 1, words.slice(0, at), words.slice(at))
  }

  readonly #join = (): void => {
    if (this.#blocks.length < 4) return
    const index = 1 + this.#random.below(this.#blocks.length - 1)
    this.editor.select(this.editor.at(index, 0)).setKind('paragraph')
    if (this.editor.blocks[index]?.attrs.kind !== 'paragraph') this.editor.setKind('paragraph')
    this.editor.select(this.editor.at(index, 0)).backspace()
    const before = this.#blocks[index - 1] as Word[]
    this.editor.select(this.editor.at(index - 1, lengthOf(before) - 1)).paste(' ')
    this.#blocks.splice(index - 1, 2, [...before, ...(this.#blocks[index] as Word[])])
  }

  readonly #move = (): void => {
    const from = this.#random.below(this.#blocks.length)
    const to = this.#random.below(this.#blocks.length)
    if (to === from || to === from + 1) return
    this.editor.moveBlock(from, to)
    const [moved] = this.#blocks.splice(from, 1) as [Word[]]
    this.#blocks.splice(to > from ? to - 1 : to, 0, moved)
  }

  readonly #kind = (): void => {
    const index = this.#random.below(this.#blocks.length)
    this.editor.select(this.editor.at(index, 0)).setKind(this.#random.pick(kinds), 1 + this.#random.below(3))
  }

  #pick(): { index: number; words: Word[] } {
    const index = this.#random.below(this.#blocks.length)
    return { index, words: this.#blocks[index] as Word[] }
  }

  #newWords(count: number): Word[] {
    // The square of a random number makes the first words frequent.
    const rank = (): number => Math.floor((this.#random.below(1000) / 1000) ** 2 * vocabulary.length)
    return Array.from({ length: count }, () => ({ text: vocabulary[rank()] as string }))
  }

  #offset(block: number): number {
    return this.#blocks.slice(0, block).reduce((sum, words) => sum + lengthOf(words), 0)
  }
}

const comesFrom = (word: Word | undefined, wanted: Set<Word>): boolean =>
  word !== undefined && (wanted.has(word) || comesFrom(word.insteadOf, wanted))

/** Of words with a space, or the border of the block, after each. */
const lengthOf = (words: Word[]): number => words.reduce((sum, { text }) => sum + text.length + 1, 0)
