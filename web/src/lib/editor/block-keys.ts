import { Extension } from '@tiptap/core'
import { toggleMark } from '@tiptap/pm/commands'
import { inputRules, textblockTypeInputRule } from '@tiptap/pm/inputrules'
import { keymap } from '@tiptap/pm/keymap'
import { Plugin, type Command } from '@tiptap/pm/state'
import {
  backspaceAtStart,
  currentBlock,
  indent,
  insertHardBreak,
  leaveEmptyBlock,
  outdent,
  setKind,
  splitBlock,
} from './block-commands'
import { markRule } from './mark-rules'
import { isListItem } from './schema'

const firstOf =
  (...commands: Command[]): Command =>
  (state, dispatch, view) =>
    commands.some((command) => command(state, dispatch, view))

/** Tab belongs to a list item, even where it cannot go deeper; elsewhere it moves the focus as on any page. */
const inListItem =
  (command: Command): Command =>
  (state, dispatch) =>
    isListItem(currentBlock(state)) && (command(state, dispatch) || true)

/** After Escape the next Tab leaves the editor, so that nobody is kept in a list. */
function tabKeys(): Plugin {
  let leaving = false
  const tab = keymap({ Tab: inListItem(indent), 'Shift-Tab': inListItem(outdent) })
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const leave = leaving
        leaving = event.key === 'Escape' || (leave && event.key === 'Shift')
        if (event.key !== 'Tab' || leave) return false
        return tab.props.handleKeyDown?.call(tab, view, event) ?? false
      },
    },
  })
}

/** Keys and typed shorthands of blocks and marks. They come before the editor's own. */
export const BlockKeys = Extension.create({
  name: 'blockKeys',
  priority: 200,
  addProseMirrorPlugins() {
    const { bold, italic } = this.editor.schema.marks
    const { textblock } = this.editor.schema.nodes
    if (!bold || !italic || !textblock) return []
    return [
      tabKeys(),
      keymap({
        Enter: firstOf(leaveEmptyBlock, splitBlock),
        'Shift-Enter': insertHardBreak,
        Backspace: backspaceAtStart,
        'Mod-b': toggleMark(bold),
        'Mod-i': toggleMark(italic),
        'Mod-Alt-0': setKind('paragraph'),
        'Mod-Alt-1': setKind('heading', 1),
        'Mod-Alt-2': setKind('heading', 2),
        'Mod-Alt-3': setKind('heading', 3),
        'Mod-Shift-7': setKind('ordered'),
        'Mod-Shift-8': setKind('bullet'),
        'Mod-Shift-9': setKind('quote'),
      }),
      inputRules({
        rules: [
          textblockTypeInputRule(/^(#{1,3})\s$/, textblock, ([, signs = '']) => ({
            kind: 'heading',
            level: signs.length,
          })),
          textblockTypeInputRule(/^[-*]\s$/, textblock, { kind: 'bullet' }),
          textblockTypeInputRule(/^1[.)]\s$/, textblock, { kind: 'ordered' }),
          textblockTypeInputRule(/^>\s$/, textblock, { kind: 'quote' }),
          markRule('**', bold),
          markRule('*', italic),
        ],
      }),
    ]
  },
})
