import { IntentAuthor } from '../../realtime/intent-author'
import { blockIds, type WordMaker } from '../../realtime/intent-words'
import type { SeededRandom } from '../../realtime/seeded-random'
import type { HeadlessEditor } from './moved-text-editor'

/** What can be done to a block, or at its borders. */
type Command = (editor: HeadlessEditor, block: number, random: SeededRandom, word: () => string) => unknown

/** The places in a block where a word begins, or could. */
const starts = (editor: HeadlessEditor, block: number): number[] => {
  const { textContent } = editor.blocks[block] ?? { textContent: '' }
  return [0, ...[...textContent.matchAll(/ /g)].map(({ index }) => index + 1)].map((at) =>
    editor.at(block, at),
  )
}

/** A place between two words of a block; in a short one its end. */
const between = (editor: HeadlessEditor, block: number, random: SeededRandom): number => {
  const all = starts(editor, block)
  return random.pick(all.length > 2 ? all.slice(1, -1) : all.slice(-1))
}

const type: Command = (editor, block, random, word) =>
  editor.select(random.pick(starts(editor, block))).type(`${word()} `)

const typeNext: Command = (editor, block, random, word) =>
  type(editor, Math.min(block + 1, editor.blocks.length - 1), random, word)

const paste: Command = (editor, block, random, word) =>
  editor.select(random.pick(starts(editor, block))).paste(`${word()} ${word()} `)

const kinds = ['paragraph', 'heading', 'quote', 'bullet', 'ordered'] as const
const kind: Command = (editor, block, random) => {
  const others = kinds.filter((name) => name !== editor.blocks[block]?.attrs.kind)
  editor.select(editor.at(block, 0)).setKind(random.pick(others), 1 + random.below(3))
}

const remove: Command = (editor, block, random) => {
  const all = starts(editor, block)
  const first = random.below(all.length - 1)
  const from = all[first]
  const to = random.pick(all.slice(first + 1))
  if (from !== undefined && to !== undefined) editor.select(from, to).backspace()
}

const removeAcross: Command = (editor, block, random) => {
  if (block + 1 < editor.blocks.length)
    editor.select(between(editor, block, random), between(editor, block + 1, random)).backspace()
}

const split: Command = (editor, block, random) => editor.select(between(editor, block, random)).enter()
const enterBefore: Command = (editor, block) => editor.select(editor.at(block, 0)).enter()
const enterAfter: Command = (editor, block) => editor.select(editor.at(block + 1, 0) - 2).enter()

/** A heading, quote or list item becomes a paragraph first. */
const join: Command = (editor, block) => {
  const { length } = editor.blocks
  editor.select(editor.at(block, 0))
  for (let press = 0; press < 2 && editor.blocks.length === length; press++) editor.backspace()
}

const joinNext: Command = (editor, block, random, word) => {
  if (block + 1 < editor.blocks.length) join(editor, block + 1, random, word)
}

const move: Command = (editor, block, random) => {
  const others = editor.blocks.map((_, index) => index).filter((to) => to !== block && to !== block + 1)
  if (others.length > 0) editor.moveBlock(block, random.pick(others))
}

const undone =
  (command: Command): Command =>
  (editor, ...rest) => {
    const before = editor.state.doc
    command(editor.pause(), ...rest)
    if (!editor.state.doc.eq(before)) editor.pause().undo()
  }

const redone =
  (command: Command): Command =>
  (editor, ...rest) => {
    undone(command)(editor, ...rest)
    editor.redo()
  }

/** What a command does to the words of its block besides what it is for. */
interface Effect {
  does: Command
  /** Words that were there are written again elsewhere, and taken away where they were. */
  copies?: true
  /** A block of the document is taken out, whatever stands in it by then. */
  takes?: true
}

export const commands = {
  type: { does: type },
  'type next': { does: typeNext },
  paste: { does: paste },
  kind: { does: kind },
  remove: { does: remove },
  'enter before': { does: enterBefore },
  'enter after': { does: enterAfter },
  'undone kind': { does: undone(kind) },
  'undone remove': { does: undone(remove), copies: true },
  split: { does: split, copies: true },
  'undone split': { does: undone(split), copies: true },
  'redone split': { does: redone(split), copies: true },
  'join next': { does: joinNext, copies: true, takes: true },
  join: { does: join, copies: true, takes: true },
  move: { does: move, copies: true, takes: true },
  'remove across': { does: removeAcross, copies: true, takes: true },
  'undone join': { does: undone(join), copies: true, takes: true },
  'undone move': { does: undone(move), copies: true, takes: true },
} satisfies Record<string, Effect>

export type CommandName = keyof typeof commands
export const commandNames = Object.keys(commands) as CommandName[]
export const effectOf = (name: CommandName): Effect => commands[name]

/** An author who is told what to do, and where. */
export class ToldAuthor extends IntentAuthor {
  readonly #random: SeededRandom
  readonly #newWord: WordMaker

  constructor(name: string, editor: HeadlessEditor, random: SeededRandom, newWord: WordMaker) {
    super(name, editor, random, newWord)
    this.#random = random
    this.#newWord = newWord
  }

  does(name: CommandName, block: number): void {
    const { editor } = this
    const before = blockIds(editor.doc)
    const { does, takes } = effectOf(name)
    does(editor.pause(), block, this.#random, () => this.#word())
    this.story.push(`${this.name} ${name}, block ${block}: ${JSON.stringify(editor.text)}`)
    const after = new Set(blockIds(editor.doc))
    const removed = before.filter((id) => !after.has(id))
    if (removed.length > 0 && !takes) throw new Error(`a block has not stayed: ${this.story.join('\n')}`)
    for (const id of removed) this.removed.add(id)
  }

  #word(): string {
    const word = this.#newWord(this.name)
    this.typed.add(word)
    return word
  }
}
