import { TextSelection } from '@tiptap/pm/state'
import type { HeadlessEditor } from '../shared/realtime/moved-text-editor'
import { blockIds, placesOf, type Places, type WordMaker } from './intent-words'
import type { SeededRandom } from './seeded-random'

/** Acts that leave every block in its place. */
const gentle = ['type', 'type', 'type', 'type', 'paste', 'split', 'split', 'kind', 'kind', 'delete'] as const
/** Acts that may take a block out of the document, and put its text elsewhere or nowhere. */
const removing = ['undo', 'undo', 'redo', 'join', 'move', 'deleteAcross'] as const
type Act = (typeof gentle)[number] | (typeof removing)[number]

const isGentle = (act: Act): boolean => (gentle as readonly Act[]).includes(act)
const kinds = ['paragraph', 'heading', 'quote', 'bullet', 'ordered'] as const

/** Somebody who writes in an editor of their own, and what they have done since they last met the others. */
export class IntentAuthor {
  readonly name: string
  readonly editor: HeadlessEditor
  /** The words that they have typed. */
  readonly typed = new Set<string>()
  /** The blocks that they have taken out: by a join, a move, a deletion over a border, the undo of a split. */
  readonly removed = new Set<string>()
  /** What they did, and what they saw then. */
  readonly story: string[] = []
  readonly #random: SeededRandom
  readonly #newWord: WordMaker

  constructor(name: string, editor: HeadlessEditor, random: SeededRandom, newWord: WordMaker) {
    this.name = name
    this.editor = editor
    this.#random = random
    this.#newWord = newWord
  }

  get places(): Places {
    return placesOf(this.editor.doc)
  }

  startAgain(): void {
    this.typed.clear()
    this.removed.clear()
    this.story.length = 0
  }

  act(mayRemove: boolean): void {
    const act = this.#random.pick<Act>(mayRemove ? [...gentle, ...removing] : gentle)
    const before = blockIds(this.editor.doc)
    this.editor.pause()
    this.#acts[act]()
    this.story.push(`${this.name} ${act}: ${JSON.stringify(this.editor.text)}`)
    const after = new Set(blockIds(this.editor.doc))
    for (const block of before) if (!after.has(block)) this.#remove(block, act)
  }

  #remove(block: string, act: Act): void {
    if (isGentle(act)) throw new Error(`a block has not stayed in its place: ${this.story.join('\n')}`)
    this.removed.add(block)
  }

  readonly #acts: Record<Act, () => unknown> = {
    type: () => this.#atAnyWord().type(`${this.#word()} `),
    paste: () => this.#atAnyWord().paste(`${this.#word()} ${this.#word()} `),
    split: () => this.#atAnyWord().enter(),
    kind: () => this.#atAnyWord().setKind(this.#random.pick(kinds), 1 + this.#random.below(3)),
    delete: () => {
      const { $from } = this.#atAnyWord().state.selection
      const end = $from.parent.textContent.indexOf(' ', $from.parentOffset) + 1
      if (end > 0) this.editor.select($from.pos, $from.start() + end).backspace()
    },
    undo: () => this.editor.undo(),
    redo: () => this.editor.redo(),
    // A heading, quote or list item becomes a paragraph first.
    join: () => this.editor.select(this.editor.at(this.#anyBlock(), 0)).backspace().backspace(),
    move: () => this.editor.moveBlock(this.#anyBlock(), this.#anyBlock()),
    deleteAcross: () => {
      const { state } = this.editor
      const first = this.#anyBlock()
      const [from, to] = [first, Math.min(first + 1, this.editor.blocks.length - 1)]
        .map((block) => this.#wordIn(block))
        .map((position) => state.doc.resolve(position))
      if (!from || !to) return
      this.editor.dispatch(state.tr.setSelection(TextSelection.between(from, to)))
      if (!this.editor.state.selection.empty) this.editor.backspace()
    },
  }

  #word(): string {
    const word = this.#newWord(this.name)
    this.typed.add(word)
    return word
  }

  #anyBlock(): number {
    return this.#random.below(this.editor.blocks.length)
  }

  #atAnyWord(): HeadlessEditor {
    return this.editor.select(this.#wordIn(this.#anyBlock()))
  }

  /** A place in this block where a word begins, or could. */
  #wordIn(block: number): number {
    const text = this.editor.blocks[block]?.textContent ?? ''
    const starts = [0, ...[...text.matchAll(/ /g)].map(({ index }) => index + 1)]
    return this.editor.at(block, this.#random.pick(starts))
  }
}
