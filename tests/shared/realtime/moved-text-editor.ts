import { getSchema } from '@tiptap/core'
import { baseKeymap } from '@tiptap/pm/commands'
import type { Node } from '@tiptap/pm/model'
import { EditorState, TextSelection, type Command, type Plugin, type Transaction } from '@tiptap/pm/state'
import { redo, undo, ySyncPlugin, yUndoPlugin, yUndoPluginKey } from '@tiptap/y-tiptap'
import { contentRoot } from '@reliance/shared/realtime/textblock'
import type { UndoManager } from 'yjs'
import { applyUpdate, Doc, encodeStateAsUpdate, encodeStateVector } from 'yjs'
import { backspaceAtStart, setKind, splitBlock } from '../../../web/src/lib/editor/block-commands'
import { exactTyping } from '../../../web/src/lib/editor/exact-typing'
import { schemaExtensions, type BlockKind } from '../../../web/src/lib/editor/schema'
import { steadyCaret } from '../../../web/src/lib/editor/steady-caret'
import { textInEmptyBlocks } from '../../../web/src/lib/editor/text-in-empty-blocks'
import { undoOptions } from '../../../web/src/lib/editor/undo-options'

const schema = getSchema(schemaExtensions)

type PluginView = { update?(view: unknown, state: EditorState): void; destroy?(): void }

/** A person's editor: the web app's schema, commands, binding and undo, with a view that draws nothing. */
export class HeadlessEditor {
  readonly doc = new Doc()
  readonly #updates: Uint8Array[] = []
  readonly #views: PluginView[] = []
  state: EditorState

  constructor(clientId: number, beginning?: Uint8Array) {
    this.doc.clientID = clientId
    if (beginning) applyUpdate(this.doc, beginning, 'remote')
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'remote') this.#updates.push(update)
    })
    const plugins: Plugin[] = [
      steadyCaret(),
      exactTyping(),
      ySyncPlugin(this.doc.getXmlFragment(contentRoot)),
      yUndoPlugin(undoOptions),
      textInEmptyBlocks(),
    ]
    this.state = EditorState.create({ schema, plugins })
    const view = this.#asView()
    for (const plugin of plugins) this.#views.push((plugin.spec.view?.(view as never) ?? {}) as PluginView)
  }

  #asView() {
    const state = () => this.state
    return {
      get state() {
        return state()
      },
      dispatch: (transaction: Transaction) => this.dispatch(transaction),
      hasFocus: () => false,
    }
  }

  dispatch(transaction: Transaction): void {
    const before = this.state
    this.state = before.apply(transaction)
    for (const view of this.#views) view.update?.(this.#asView(), before)
  }

  /** What this person has done since they were last asked. */
  takeUpdates(): Uint8Array[] {
    return this.#updates.splice(0)
  }

  receive(updates: Uint8Array[]): void {
    for (const update of updates) applyUpdate(this.doc, update, 'remote')
  }

  /** All that the other lacks, as a client sends it that was away. */
  catchUpFor(other: Doc): Uint8Array {
    return encodeStateAsUpdate(this.doc, encodeStateVector(other))
  }

  get blocks(): Node[] {
    const blocks: Node[] = []
    this.state.doc.forEach((node) => blocks.push(node))
    return blocks
  }

  /** The text, a line a block. */
  get text(): string {
    return this.blocks.map((node) => node.textContent).join('\n')
  }

  /** The position of a place in the text; a block's border counts as one more. */
  at(block: number, offset: number): number {
    let position = 1
    for (const node of this.blocks.slice(0, block)) position += node.nodeSize
    return position + offset
  }

  /** After the last character. */
  get end(): number {
    return this.state.doc.content.size - 1
  }

  select(from: number, to = from): this {
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, from, to)))
    return this
  }

  /** Selects the first place where these words stand. */
  selectWords(words: string): this {
    for (const [index, node] of this.blocks.entries()) {
      const offset = node.textContent.indexOf(words)
      if (offset !== -1) return this.select(this.at(index, offset), this.at(index, offset + words.length))
    }
    throw new Error(`not in the text: ${words}`)
  }

  /** Puts the caret after these words. */
  after(words: string): this {
    this.selectWords(words)
    return this.select(this.state.selection.to)
  }

  run(command: Command): boolean {
    return command(this.state, (transaction) => this.dispatch(transaction))
  }

  /** Key by key, each a transaction of its own. */
  type(text: string): this {
    for (const key of text) this.dispatch(this.state.tr.insertText(key))
    return this
  }

  /** All at once, over what is selected. */
  paste(text: string): this {
    this.dispatch(this.state.tr.insertText(text))
    return this
  }

  enter(): this {
    this.run(splitBlock)
    return this
  }

  /** Of a selection, of the border before the block, or of the character before the caret. */
  backspace(): this {
    const { empty, $from } = this.state.selection
    if (!empty) this.dispatch(this.state.tr.deleteSelection())
    else if ($from.parentOffset > 0) this.dispatch(this.state.tr.delete($from.pos - 1, $from.pos))
    else if (!this.run(backspaceAtStart)) this.run(baseKeymap.Backspace as Command)
    return this
  }

  setKind(kind: BlockKind, level = 1): this {
    this.run(setKind(kind, level))
    return this
  }

  /** Takes a block out and puts it in front of another one, in one transaction, as a drag does. */
  moveBlock(from: number, to: number): this {
    const node = this.blocks[from] as Node
    const start = this.at(from, 0) - 1
    const transaction = this.state.tr.delete(start, start + node.nodeSize)
    const target = transaction.mapping.map(this.at(to, 0) - 1)
    this.dispatch(transaction.insert(target, node))
    return this
  }

  /** What was done until now, and what is done next, are undone apart. */
  pause(): this {
    this.#undoManager.stopCapturing()
    return this
  }

  get #undoManager(): UndoManager {
    return (yUndoPluginKey.getState(this.state) as { undoManager: UndoManager }).undoManager
  }

  /** Nothing of what was done until now can be undone. */
  forgetUndo(): void {
    this.#undoManager.clear()
  }

  undo(): this {
    undo(this.state)
    return this
  }

  redo(): this {
    redo(this.state)
    return this
  }

  close(): void {
    for (const view of this.#views) view.destroy?.()
    this.doc.destroy()
  }
}
