import { Extension } from '@tiptap/core'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { XmlElement, XmlText, type Transaction, type XmlFragment, type YXmlEvent } from 'yjs'

const fragmentOf = (state: EditorState): XmlFragment =>
  (ySyncPluginKey.getState(state) as { type: XmlFragment }).type

/**
 * Gives each block that is made here, and has no text yet, the place for one. The binding leaves it to whoever types
 * first: two who begin in the same empty block would each make one, and the words of one be moved, doubled or lost.
 */
export const textInEmptyBlocks = (): Plugin =>
  new Plugin({
    view({ state }) {
      const fragment = fragmentOf(state)
      const { doc } = fragment
      const fill = (_event: YXmlEvent, { origin }: Transaction) => {
        if (origin !== ySyncPluginKey) return
        const isOwn = (block: XmlElement) => block._item?.id.client === doc?.clientID
        const empty = fragment
          .toArray()
          .filter((block) => block instanceof XmlElement)
          .filter((block) => block.length === 0 && isOwn(block))
        if (empty.length === 0) return
        doc?.transact(() => {
          for (const block of empty) block.insert(0, [new XmlText()])
        }, ySyncPluginKey)
      }
      fragment.observe(fill)
      return { destroy: () => fragment.unobserve(fill) }
    },
  })

export const TextInEmptyBlocks = Extension.create({
  name: 'textInEmptyBlocks',
  addProseMirrorPlugins: () => [textInEmptyBlocks()],
})
