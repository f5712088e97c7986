import { Extension } from '@tiptap/core'
import { undoInputRule } from '@tiptap/pm/inputrules'
import { keymap } from '@tiptap/pm/keymap'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { typeFrench } from '@reliance/shared/writing/typography'

type Last = { transform: Transaction; from: number; to: number; text: string } | null
const key = new PluginKey<Last>('frenchTyping')

/**
 * French typography as one types; Backspace just after takes back the sign that took another's place, and keeps what was
 * typed. `isOn` is asked at each key.
 */
export const FrenchTyping = Extension.create<{ isOn: () => boolean }>({
  name: 'frenchTyping',
  priority: 210,
  addOptions: () => ({ isOn: () => true }),
  addProseMirrorPlugins() {
    const { isOn } = this.options
    return [frenchTyping(isOn), keymap({ Backspace: undoInputRule })]
  },
})

/** The name of the flag and of the fields are those that `undoInputRule` looks for. */
const frenchTyping = (isOn: () => boolean): Plugin =>
  new Plugin<Last>({
    key,
    isInputRules: true,
    state: {
      init: () => null,
      apply: (transaction, before) => {
        const told = transaction.getMeta(key) as Last | undefined
        if (told) return told
        return transaction.selectionSet || transaction.docChanged ? null : before
      },
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (!isOn() || view.composing) return false
        const transaction = typed(view.state, from, to, text)
        if (transaction === null) return false
        view.dispatch(transaction)
        return true
      },
    },
  })

const typed = (state: EditorState, from: number, to: number, text: string): Transaction | null => {
  const $from = state.doc.resolve(from)
  if (!$from.parent.isTextblock) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const replacement = typeFrench(before, text)
  if (replacement === null) return null
  const transform = state.tr.insertText(replacement.insert, from - replacement.remove, to)
  return transform.setMeta(key, { transform, from, to, text })
}
