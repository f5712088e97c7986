import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'

type Link = { from: number; to: number; href: string }

/** The whole link that the caret stands in, or that the selection begins in. */
export function currentLink(state: EditorState): Link | null {
  const { $from } = state.selection
  const start = $from.start()
  let found: Link | null = null
  let last: Link | null = null
  $from.parent.forEach((node, offset) => {
    const href: unknown = node.marks.find(({ type }) => type.name === 'link')?.attrs.href
    const from = start + offset
    const to = from + node.nodeSize
    if (typeof href !== 'string') last = null
    else if (last?.href === href) last.to = to
    else last = { from, to, href }
    if (last && last.from <= $from.pos && last.to >= $from.pos) found = last
  })
  return found
}

/** Links the selected words, or the whole link at the caret; without either, the address itself is written. */
export function setLink(editor: Editor, href: string): void {
  const { state, view, schema } = editor
  const { link } = schema.marks
  if (!link) return
  const { from, to, empty } = state.selection
  const range = empty ? currentLink(state) : { from, to }
  const mark = link.create({ href })
  const transaction = range
    ? state.tr.removeMark(range.from, range.to, link).addMark(range.from, range.to, mark)
    : state.tr.insert(from, schema.text(href, [mark]))
  view.dispatch(transaction)
}

export function removeLink(editor: Editor): void {
  const { link } = editor.schema.marks
  const { from, to, empty } = editor.state.selection
  const range = empty ? currentLink(editor.state) : { from, to }
  if (link && range) editor.view.dispatch(editor.state.tr.removeMark(range.from, range.to, link))
}
