import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, TextSelection, type Command, type EditorState } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { rereadAttribute } from '@reliance/shared/realtime/textblock'
import { attributesOf } from './block-commands'

/** Points out the blocks that people have changed apart, so that somebody reads them again. */
export const Reread = Extension.create<{ label: string }>({
  name: 'reread',
  addOptions: () => ({ label: '' }),
  addProseMirrorPlugins() {
    const { label } = this.options
    return [new Plugin({ props: { decorations: ({ doc }) => decorate(doc, label) } })]
  },
})

function decorate(doc: Node, label: string): DecorationSet {
  const decorations = blocksToReread(doc).map((position) => {
    const end = position + (doc.nodeAt(position) as Node).nodeSize
    return Decoration.node(position, end, { class: 'to-reread', 'data-reread': label })
  })
  return DecorationSet.create(doc, decorations)
}

/** The positions of the blocks that are to be read again. */
export function blocksToReread(doc: Node): number[] {
  const positions: number[] = []
  doc.forEach((node, position) => {
    if (attributesOf(node).reread === true) positions.push(position)
  })
  return positions
}

/** Puts the caret into the next of these blocks after the one that it stands in; after the last comes the first. */
export const goToReread: Command = (state, dispatch) => {
  const positions = blocksToReread(state.doc)
  const at = positions.find((position) => position > state.selection.from) ?? positions[0]
  if (at === undefined) return false
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, at + 1)).scrollIntoView())
  return true
}

/** The block where the caret stands, or else the first one, has been read. */
export const markReread: Command = (state, dispatch) => {
  const at = currentReread(state)
  if (at === undefined) return false
  dispatch?.(state.tr.setNodeAttribute(at, rereadAttribute, null))
  return true
}

const currentReread = ({ doc, selection }: EditorState): number | undefined => {
  const positions = blocksToReread(doc)
  const { $from } = selection
  const own = $from.depth > 0 ? $from.before(1) : -1
  return positions.find((position) => position === own) ?? positions[0]
}
