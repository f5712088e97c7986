import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import type { UndoManager } from 'yjs'
import { foldText } from '@reliance/shared/realtime/folded-text'

/** Where the words stand. */
export type Match = { from: number; to: number }
type State = { query: string; matches: Match[]; current: number; marks: DecorationSet }

const key = new PluginKey<State>('find')
const nothing: State = { query: '', matches: [], current: -1, marks: DecorationSet.empty }

/** Marks the places where the words looked for stand; accents, case and the kind of a space do not count. */
export const Find = Extension.create({
  name: 'find',
  addProseMirrorPlugins: () => [
    new Plugin<State>({
      key,
      state: {
        init: () => nothing,
        apply(transaction, before, _old, { doc }) {
          const change = transaction.getMeta(key) as Partial<Pick<State, 'query' | 'current'>> | undefined
          if (!change && !transaction.docChanged) return before
          const query = change?.query ?? before.query
          if (query === '') return nothing
          const matches =
            query === before.query && !transaction.docChanged ? before.matches : findIn(doc, query)
          const current = Math.min(change?.current ?? before.current, matches.length - 1)
          return { query, matches, current, marks: mark(doc, matches, current) }
        },
      },
      props: { decorations: (state) => key.getState(state)?.marks },
    }),
  ],
})

const mark = (doc: Node, matches: Match[], current: number): DecorationSet =>
  DecorationSet.create(
    doc,
    matches.map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: index === current ? 'found is-current' : 'found' }),
    ),
  )

export const findIn = (doc: Node, query: string): Match[] => {
  const words = foldText(query).text
  const matches: Match[] = []
  if (words.trim() === '') return matches
  doc.forEach((block, position) => {
    const { text, starts, ends } = foldText(block.textBetween(0, block.content.size, undefined, '\ufffc'))
    for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + words.length)) {
      const from = starts[at]
      const to = ends[at + words.length - 1]
      if (from !== undefined && to !== undefined)
        matches.push({ from: position + 1 + from, to: position + 1 + to })
    }
  })
  return matches
}

export const findState = (state: EditorState): { count: number; current: number } => {
  const { matches, current } = key.getState(state) ?? nothing
  return { count: matches.length, current }
}

/** Looks for other words, from the caret on; for nothing when they are empty. */
export function lookFor(view: EditorView, query: string): void {
  const matches = query === '' ? [] : findIn(view.state.doc, query)
  const next = matches.findIndex(({ from }) => from >= view.state.selection.from)
  show(view, view.state.tr.setMeta(key, { query, current: next === -1 ? 0 : next }))
}

export function goToMatch(view: EditorView, step: 1 | -1): void {
  const { matches, current } = key.getState(view.state) ?? nothing
  if (matches.length === 0) return
  show(view, view.state.tr.setMeta(key, { current: (current + step + matches.length) % matches.length }))
}

/** Selects what is current, so that who closes the search goes on there. */
function show(view: EditorView, transaction: Transaction): void {
  view.dispatch(transaction)
  const { matches, current } = key.getState(view.state) ?? nothing
  const match = matches[current]
  if (!match) return
  const selection = TextSelection.create(view.state.doc, match.from, match.to)
  view.dispatch(view.state.tr.setSelection(selection).scrollIntoView())
}

/** Puts other words in the place of the current match, and goes to the next. */
export function replaceMatch(view: EditorView, words: string): void {
  const { matches, current, query } = key.getState(view.state) ?? nothing
  const match = matches[current]
  if (!match) return
  byItself(view, view.state.tr.insertText(words, match.from, match.to))
  const after = match.from + words.length
  const next = findIn(view.state.doc, query).findIndex(({ from }) => from >= after)
  show(view, view.state.tr.setMeta(key, { current: next === -1 ? 0 : next }))
}

/** In one step, which one undo takes back; how many there were. */
export function replaceAllMatches(view: EditorView, words: string): number {
  const { matches } = key.getState(view.state) ?? nothing
  const transaction = view.state.tr
  for (const { from, to } of [...matches].reverse()) transaction.insertText(words, from, to)
  if (matches.length > 0) byItself(view, transaction)
  return matches.length
}

/** Is undone neither with what was done just before, nor with what follows. */
function byItself(view: EditorView, transaction: Transaction): void {
  const { undoManager } = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager }
  undoManager.stopCapturing()
  view.dispatch(transaction)
  undoManager.stopCapturing()
}
