import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { currentBlock } from './block-commands'
import { findState } from './find'
import { blocksToReread } from './reread'
import { deepest, isListItem, type BlockKind } from './schema'

export type ToolbarState = {
  kind: BlockKind
  level: number
  mayIndent: boolean
  mayOutdent: boolean
  bold: boolean
  italic: boolean
  link: boolean
  mayUndo: boolean
  mayRedo: boolean
  /** The places of the words that are looked for, and which of them is shown. */
  found: { count: number; current: number }
  /** How many blocks are to be read again. */
  toReread: number
}

/** What the toolbar shows of the place where the caret stands. */
export function toolbarState(editor: Editor): ToolbarState {
  const block = currentBlock(editor.state)
  const inList = isListItem(block)
  const { undoManager } = yUndoPluginKey.getState(editor.state)
  return {
    kind: block.kind,
    level: block.level,
    mayIndent: inList && block.depth < deepest,
    mayOutdent: inList && block.depth > 0,
    bold: editor.isActive('bold'),
    italic: editor.isActive('italic'),
    link: editor.isActive('link'),
    mayUndo: undoManager.undoStack.length > 0,
    mayRedo: undoManager.redoStack.length > 0,
    found: findState(editor.state),
    toReread: blocksToReread(editor.state.doc).length,
  }
}
