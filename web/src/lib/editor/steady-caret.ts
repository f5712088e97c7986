import { Extension } from '@tiptap/core'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { ySyncPluginKey, type ProsemirrorBinding } from '@tiptap/y-tiptap'

type Binding = Pick<ProsemirrorBinding, 'doc' | 'type'> & {
  beforeTransactionSelection: { absAnchor: number; absHead: number } | null
}

const bindingOf = (state: EditorState): Binding =>
  (ySyncPluginKey.getState(state) as { binding: Binding }).binding

/**
 * Where the caret was before a change is looked up in the text that stood then. After an undo the binding keeps an old
 * place for whatever changes next, and of two changes at once it asks the second for the place before the first. In a
 * text that has become shorter it throws (y-tiptap, issue 48): the editor then goes on showing what a colleague has
 * replaced, and the next key writes that over their words. Comes before the binding, to be called first.
 */
export const steadyCaret = (): Plugin =>
  new Plugin({
    view(view) {
      const binding = bindingOf(view.state)
      const { doc, type } = binding
      const forget = () => (binding.beforeTransactionSelection = null)
      const keepInside = () => {
        const kept = binding.beforeTransactionSelection
        if (kept === null) return
        const inside = (place: number) => Math.min(place, view.state.doc.content.size)
        binding.beforeTransactionSelection = {
          ...kept,
          absAnchor: inside(kept.absAnchor),
          absHead: inside(kept.absHead),
        }
      }
      doc.on('beforeAllTransactions', forget)
      type.observeDeep(keepInside)
      return {
        destroy: () => {
          doc.off('beforeAllTransactions', forget)
          type.unobserveDeep(keepInside)
        },
      }
    },
  })

export const SteadyCaret = Extension.create({
  name: 'steadyCaret',
  priority: 1100,
  addProseMirrorPlugins: () => [steadyCaret()],
})
