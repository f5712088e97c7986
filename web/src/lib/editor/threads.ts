import { Extension } from '@tiptap/core'
import type { Thread } from '@reliance/shared/comments/schemas'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Mapping, StepMap } from '@tiptap/pm/transform'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Doc } from 'yjs'
import { rangeOf } from './anchors'

/** What the text has to know of a thread to show where it hangs. */
export type AnchoredThread = Pick<Thread, 'id' | 'anchor' | 'state'>

type State = { threads: readonly AnchoredThread[]; activeId: string | null; marks: DecorationSet }
type Change = Partial<Pick<State, 'threads' | 'activeId'>> | 'place-again'

/** After typing has paused for so long, the passages are looked up again. */
const pause = 500

const key = new PluginKey<State>('threads')

type Options = {
  document: Doc | null
  onThread: (threadId: string) => void
  /** Ids of the threads whose words are gone. */
  onDetached: (threadIds: string[]) => void
}

export const Threads = Extension.create<Options>({
  name: 'threads',
  addOptions: () => ({ document: null, onThread: () => undefined, onDetached: () => undefined }),
  addProseMirrorPlugins() {
    const { document, onThread, onDetached } = this.options
    return document ? [threadsPlugin(document, onThread, onDetached)] : []
  },
})

function threadsPlugin(
  document: Doc,
  onThread: Options['onThread'],
  onDetached: Options['onDetached'],
): Plugin<State> {
  function place(node: Node, threads: State['threads'], activeId: State['activeId']): State {
    const detached: string[] = []
    const marks = threads.flatMap(({ id, anchor, state }) => {
      const range = rangeOf(document, node, anchor)
      if (!range) {
        detached.push(id)
        return []
      }
      const active = id === activeId ? ' is-active' : ''
      const attributes = { class: `thread-mark${active}`, 'data-thread': id, 'data-state': state }
      return [Decoration.inline(range.from, range.to, attributes, { threadId: id })]
    })
    // The screen hears of it after this transaction, not within.
    queueMicrotask(() => onDetached(detached))
    return { threads, activeId, marks: DecorationSet.create(node, marks) }
  }

  return new Plugin<State>({
    key,
    state: {
      init: () => ({ threads: [], activeId: null, marks: DecorationSet.empty }),
      apply(transaction, before) {
        const change = transaction.getMeta(key) as Change | undefined
        const { threads, activeId } = before
        if (change === 'place-again') return place(transaction.doc, threads, activeId)
        if (change) {
          const active = change.activeId === undefined ? activeId : change.activeId
          return place(transaction.doc, change.threads ?? threads, active)
        }
        return transaction.docChanged ? { ...before, marks: follow(before.marks, transaction) } : before
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.marks,
      handleClick(view, position) {
        const id = threadAt(view, position)
        if (id !== null && view.state.selection.empty) onThread(id)
        return false
      },
    },
    view: () => {
      let timer: ReturnType<typeof setTimeout> | undefined
      return {
        update(view, before) {
          if (view.state.doc.eq(before.doc)) return
          clearTimeout(timer)
          timer = setTimeout(() => view.dispatch(view.state.tr.setMeta(key, 'place-again')), pause)
        },
        destroy: () => clearTimeout(timer),
      }
    },
  })
}

/** Keeps the marks on their words. A colleague's change comes as a new whole document: only what differs counts. */
function follow(marks: DecorationSet, { before, doc }: Transaction): DecorationSet {
  const start = before.content.findDiffStart(doc.content)
  const end = before.content.findDiffEnd(doc.content)
  if (start === null || end === null) return marks
  // Where the same letters repeat, the two searches overlap.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const map = new StepMap([start, end.a + overlap - start, end.b + overlap - start])
  return marks.map(new Mapping([map]), doc)
}

export function changeThreads(view: EditorView, change: Exclude<Change, 'place-again'>): void {
  view.dispatch(view.state.tr.setMeta(key, change))
}

/** The shortest marked passage at a position; null where there is none. */
export function threadAt(view: EditorView, position: number): string | null {
  const found = key.getState(view.state)?.marks.find(position, position) ?? []
  const [shortest] = found.sort((a, b) => a.to - a.from - (b.to - b.from))
  return shortest ? (shortest.spec as { threadId: string }).threadId : null
}
