import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { contentRoot } from '@reliance/shared/realtime/textblock'
import type { DocumentConnection } from '$lib/realtime/document-connection.svelte'
import * as m from '$lib/paraglide/messages'
import { BlockKeys } from './block-keys'
import { Carets } from './carets'
import { ExactTyping } from './exact-typing'
import { Find } from './find'
import { FrenchTyping } from './french-typing'
import { ListNumbers } from './list-numbers'
import { ReadOnly } from './read-only'
import { Reread } from './reread'
import { schemaExtensions } from './schema'
import { SectionHints, type Hints } from './section-hints'
import { SteadyCaret } from './steady-caret'
import { TextInEmptyBlocks } from './text-in-empty-blocks'
import { Threads } from './threads'
import { typography } from './typography-setting.svelte'
import { undoOptions } from './undo-options'

/**
 * What a person may do with the text: write; select words by keyboard or mouse to comment on them; or read it as a page.
 */
export type EditorMode = 'write' | 'comment' | 'read'

type Options = {
  element: HTMLElement
  connection: DocumentConnection
  mode: () => EditorMode
  /** Names the text for a screen reader, and says how Tab leaves it. */
  label: string
  describedBy: string
  hints: Hints
  onThread: (threadId: string) => void
  onDetached: (threadIds: string[]) => void
  onTransaction: (editor: Editor) => void
}

function attributesFor(mode: EditorMode, { label, describedBy }: Options): Record<string, string> {
  if (mode === 'read') return { class: 'document', role: 'document', 'aria-label': label }
  return {
    class: 'document',
    role: 'textbox',
    'aria-multiline': 'true',
    'aria-label': label,
    'aria-describedby': describedBy,
    ...(mode === 'comment' ? { 'aria-readonly': 'true', inputmode: 'none', spellcheck: 'false' } : {}),
  }
}

/** The editor on an open document. Its styles are ours alone: the content policy would refuse those it brings. */
export function createEditor(options: Options): Editor {
  const { element, connection, mode, hints, onThread, onDetached, onTransaction } = options
  const editor = new Editor({
    element,
    injectCSS: false,
    editable: mode() !== 'read',
    enableInputRules: false,
    enablePasteRules: false,
    extensions: [
      ...schemaExtensions,
      ReadOnly.configure({ mayWrite: () => mode() === 'write' }),
      SteadyCaret,
      ExactTyping,
      Collaboration.configure({
        document: connection.doc,
        field: contentRoot,
        yUndoOptions: undoOptions,
      }),
      TextInEmptyBlocks,
      Carets.configure({ awareness: connection.awareness }),
      FrenchTyping.configure({ isOn: () => typography.isOn }),
      BlockKeys,
      Find,
      ListNumbers,
      Reread.configure({ label: m.editor_reread_label() }),
      SectionHints.configure({ hints, mayWrite: () => mode() === 'write' }),
      Threads.configure({ document: connection.doc, onThread, onDetached }),
    ],
    editorProps: { attributes: () => attributesFor(mode(), options) },
    onTransaction: ({ editor }) => onTransaction(editor),
  })
  return editor
}
