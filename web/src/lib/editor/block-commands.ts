import type { Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { deepest, isListItem, type BlockAttributes, type BlockKind } from './schema'

type BlockStyle = Omit<BlockAttributes, 'reread'>

export const paragraph: BlockStyle = { kind: 'paragraph', level: 1, depth: 0, section: null }

export const attributesOf = (node: Node): BlockAttributes => node.attrs as BlockAttributes

/** The attributes of the block that the selection begins in. */
export const currentBlock = (state: EditorState): BlockAttributes =>
  attributesOf(state.selection.$from.parent)

/** Gives each selected block the style that `change` makes of its own; null leaves it as it is. */
function changeBlocks(change: (attributes: BlockAttributes) => BlockStyle | null): Command {
  return (state, dispatch) => {
    const transaction = state.tr
    const { from, to } = state.selection
    state.doc.nodesBetween(from, to, (node, position) => {
      const attributes = node.isTextblock ? change(attributesOf(node)) : null
      if (attributes) transaction.setNodeMarkup(position, null, { ...node.attrs, ...attributes })
      return !node.isTextblock
    })
    if (!transaction.docChanged) return false
    dispatch?.(transaction.scrollIntoView())
    return true
  }
}

const same = (attributes: BlockStyle, kind: BlockKind, level: number) =>
  attributes.kind === kind && (kind !== 'heading' || attributes.level === level)

/** Makes the selected blocks of one kind; those that are all of it already become paragraphs again. */
export function setKind(kind: BlockKind, level = 1): Command {
  return (state, dispatch) => {
    const undo = same(currentBlock(state), kind, level)
    return changeBlocks((attributes) => {
      if (undo) return same(attributes, kind, level) && kind !== 'paragraph' ? paragraph : null
      if (same(attributes, kind, level)) return null
      const section = kind === 'heading' ? attributes.section : null
      const depth = kind === 'bullet' || kind === 'ordered' ? attributes.depth : 0
      return { kind, level: kind === 'heading' ? level : 1, depth, section }
    })(state, dispatch)
  }
}

export const indent: Command = changeBlocks((attributes) =>
  isListItem(attributes) && attributes.depth < deepest
    ? { ...attributes, depth: attributes.depth + 1 }
    : null,
)

export const outdent: Command = changeBlocks((attributes) =>
  isListItem(attributes) && attributes.depth > 0 ? { ...attributes, depth: attributes.depth - 1 } : null,
)

/** What follows when Enter is pressed in a block: a heading is followed by a paragraph, a list item by another. */
const following = (attributes: BlockAttributes): BlockStyle =>
  isListItem(attributes) || attributes.kind === 'quote' ? tailOf(attributes) : paragraph

/** The style of what is split off a block, without what marks that one block. */
const tailOf = (attributes: BlockAttributes): BlockAttributes => ({
  ...attributes,
  section: null,
  reread: null,
})

/** An empty list item or quote: one step out, then a paragraph. */
export const leaveEmptyBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parent.content.size > 0 || currentBlock(state).kind === 'paragraph') return false
  return outdent(state, dispatch) || changeBlocks(() => paragraph)(state, dispatch)
}

/** Enter. The text after the caret keeps its kind, but a heading's tail keeps the heading and not its section. */
export const splitBlock: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!(state.selection instanceof TextSelection)) return false
  const attributes = currentBlock(state)
  if (empty && $from.parentOffset === 0 && $from.parent.content.size > 0) {
    return insertBefore(state, dispatch, following(attributes))
  }
  const transaction = state.tr.deleteSelection()
  const at = transaction.selection.$from
  const type = at.parent.type
  const atEnd = at.parentOffset === at.parent.content.size
  const next = atEnd ? following(attributes) : tailOf(attributes)
  transaction.split(at.pos, 1, [{ type, attrs: next }])
  if (dispatch) dispatch(keepMarks(state, transaction).scrollIntoView())
  return true
}

/** Enter at the very start of a block: the block itself moves down whole, with all that hangs on it. */
function insertBefore(state: EditorState, dispatch: Parameters<Command>[1], attributes: BlockStyle): boolean {
  const { $from } = state.selection
  dispatch?.(state.tr.insert($from.before(), $from.parent.type.create(attributes)).scrollIntoView())
  return true
}

function keepMarks(state: EditorState, transaction: Transaction): Transaction {
  const marks = state.storedMarks ?? state.selection.$from.marks()
  return transaction.ensureMarks(marks.filter((mark) => mark.type.spec.inclusive !== false))
}

/** Backspace at the start of a heading, quote or list item: a plain paragraph first. */
export const backspaceAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const attributes = currentBlock(state)
  if (attributes.kind === 'paragraph') return false
  return outdent(state, dispatch) || changeBlocks(() => paragraph)(state, dispatch)
}

export const insertHardBreak: Command = (state, dispatch) => {
  const type = state.schema.nodes.hardBreak
  if (!type) return false
  dispatch?.(state.tr.replaceSelectionWith(type.create()).scrollIntoView())
  return true
}
