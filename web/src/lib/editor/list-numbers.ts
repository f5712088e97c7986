import { Extension } from '@tiptap/core'
import { groupLists, type List } from '@reliance/shared/realtime/lists'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { attributesOf } from './block-commands'

type Item = { kind: string; depth: number; position: number; size: number }

/** The numbers of numbered items: the text keeps its items flat, so they are counted when drawn. */
export const ListNumbers = Extension.create({
  name: 'listNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      state: {
        init: (_, { doc }) => numbers(doc),
        apply: (transaction, before) => (transaction.docChanged ? numbers(transaction.doc) : before),
      },
      props: {
        decorations(state) {
          return this.getState(state)
        },
      },
    }),
  ],
})

function numbers(doc: Node): DecorationSet {
  const items: Item[] = []
  doc.forEach((node, position) => {
    const { kind, depth } = attributesOf(node)
    items.push({ kind, depth, position, size: node.nodeSize })
  })
  const decorations: Decoration[] = []
  for (const piece of groupLists(items)) if (piece.kind === 'list') number(piece.list, decorations)
  return DecorationSet.create(doc, decorations)
}

function number({ ordered, items }: List<Item>, decorations: Decoration[]): void {
  items.forEach(({ block: { position, size }, lists }, index) => {
    if (ordered)
      decorations.push(Decoration.node(position, position + size, { 'data-number': `${index + 1}.` }))
    for (const list of lists) number(list, decorations)
  })
}
