import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'

/** Marks a change that comes from the text's connection rather than from this browser's keyboard. */
const fromOthers = (meta: unknown): boolean =>
  typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true

/**
 * For people who may comment but not write: the caret moves and selects by keyboard as in any text, and nothing that
 * is typed, pasted or cut gets in.
 */
export const ReadOnly = Extension.create<{ mayWrite: () => boolean }>({
  name: 'readOnly',
  priority: 1100,
  addOptions: () => ({ mayWrite: () => true }),
  addProseMirrorPlugins() {
    const { mayWrite } = this.options
    const refuse = (event: Event): boolean => {
      if (mayWrite()) return false
      event.preventDefault()
      return true
    }
    return [
      new Plugin({
        filterTransaction: (transaction) =>
          !transaction.docChanged || mayWrite() || fromOthers(transaction.getMeta(ySyncPluginKey)),
        props: {
          // Undoing would change the text past the editor's transactions.
          handleKeyDown: (_view, event) =>
            /^[zy]$/i.test(event.key) && (event.ctrlKey || event.metaKey) && refuse(event),
          handleDOMEvents: {
            beforeinput: (_view, event) => refuse(event),
            cut: (_view, event) => refuse(event),
            paste: (_view, event) => refuse(event),
            drop: (_view, event) => refuse(event),
          },
        },
      }),
    ]
  },
})
