import { InputRule } from '@tiptap/pm/inputrules'
import type { MarkType } from '@tiptap/pm/model'

/** `**words**` or `*words*`, as in Markdown: the signs go when the last one is typed, the words stay as they are. */
export const markRule = (sign: '**' | '*', type: MarkType): InputRule =>
  new InputRule(patterns[sign], (state, match, start, end) => {
    const [whole, before = '', words = ''] = match
    const from = start + before.length
    const last = sign.length - 1
    if (whole.length - 1 !== end - start) return null
    const transaction = state.tr.delete(end - last, end)
    transaction.addMark(from + sign.length, from + sign.length + words.length, type.create())
    return transaction.delete(from, from + sign.length).removeStoredMark(type)
  })

const patterns = {
  '**': /(^|[^*])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/u,
  '*': /(^|[^*])\*([^*\s](?:[^*]*[^*\s])?)\*$/u,
}
