import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, type EditorState } from '@tiptap/pm/state'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { simpleDiffStringWithCursor } from 'lib0/diff'
import { XmlElement, XmlText, type Doc, type XmlFragment } from 'yjs'

type SyncState = {
  doc: Doc
  type: XmlFragment
  binding: { mux(change: () => void): void }
  isChangeOrigin: boolean
  addToHistory: boolean
}

/** The one block that differs; null when several do, or blocks have come or gone. */
function changedBlock(before: Node, after: Node): number | null {
  if (before.childCount !== after.childCount) return null
  const changed = Array.from({ length: after.childCount }, (_, index) => index).filter(
    (index) => before.child(index) !== after.child(index),
  )
  return changed.length === 1 ? (changed[0] ?? null) : null
}

/** The text of a block that holds nothing else. */
const plainText = (block: Node): string | null =>
  block.content.size === block.textContent.length ? block.textContent : null

const sharedText = (fragment: XmlFragment, index: number): XmlText | null => {
  const block = fragment.get(index)
  const text = block instanceof XmlElement && block.length === 1 ? block.get(0) : null
  return text instanceof XmlText ? text : null
}

const charactersOf = (text: XmlText): string =>
  (text.toDelta() as { insert?: unknown }[]).map(({ insert }) => insert).join('')

/** Where the selection begins in this block; null when it is elsewhere. */
const caretIn = ({ selection: { $from } }: EditorState, block: number): number | null =>
  $from.index(0) === block ? $from.parentOffset : null

/**
 * The binding compares a block's text before and after, and of equal letters side by side takes the wrong one for the
 * one that was typed or deleted: a colleague who changes the other tears the word. The caret tells them apart. Comes
 * before the binding, which then finds the text as it should be.
 */
export const exactTyping = (): Plugin =>
  new Plugin({
    view: () => ({
      update({ state }, before) {
        const sync = ySyncPluginKey.getState(state) as SyncState
        if (sync.isChangeOrigin || before.doc === state.doc) return
        const index = changedBlock(before.doc, state.doc)
        if (index === null) return
        const [from, to] = [caretIn(before, index), caretIn(state, index)]
        const [was, is] = [plainText(before.doc.child(index)), plainText(state.doc.child(index))]
        const text = sharedText(sync.type, index)
        if (from === null || to === null || was === null || is === null || was === is) return
        if (text === null || charactersOf(text) !== was) return
        const change = simpleDiffStringWithCursor(was, is, Math.min(from, to))
        sync.binding.mux(() =>
          sync.doc.transact(({ meta }) => {
            meta.set('addToHistory', sync.addToHistory)
            text.delete(change.index, change.remove)
            text.insert(change.index, change.insert)
          }, ySyncPluginKey),
        )
      },
    }),
  })

export const ExactTyping = Extension.create({
  name: 'exactTyping',
  priority: 1100,
  addProseMirrorPlugins: () => [exactTyping()],
})
