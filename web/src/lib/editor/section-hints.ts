import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { attributesOf } from './block-commands'

/** What to write in a section, by the section's id. */
export type Hints = Readonly<Record<string, string>>

/** Says in an empty section of a template what belongs there; it is drawn, and never part of the text. */
export const SectionHints = Extension.create<{ hints: Hints; mayWrite: () => boolean }>({
  name: 'sectionHints',
  addOptions: () => ({ hints: {}, mayWrite: () => true }),
  addProseMirrorPlugins() {
    const { hints, mayWrite } = this.options
    return [
      new Plugin({
        props: { decorations: ({ doc }) => (mayWrite() ? decorate(doc, hints) : DecorationSet.empty) },
      }),
    ]
  },
})

function decorate(doc: Node, hints: Hints): DecorationSet {
  const decorations: Decoration[] = []
  doc.forEach((node, position, index) => {
    if (node.content.size > 0 || attributesOf(node).kind !== 'paragraph' || index === 0) return
    const { section } = attributesOf(doc.child(index - 1))
    const next = index + 1 < doc.childCount ? doc.child(index + 1) : null
    const alone = next === null || attributesOf(next).kind === 'heading'
    const hint = section === null ? undefined : hints[section]
    if (hint && alone)
      decorations.push(Decoration.node(position, position + node.nodeSize, { 'data-hint': hint }))
  })
  return DecorationSet.create(doc, decorations)
}
