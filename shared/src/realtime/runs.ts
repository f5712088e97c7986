import * as Y from 'yjs'
import type { TextRun } from './schemas'

/** A line break inside of a block. */
export const hardBreak = 'hardBreak'

/** A stretch of text with the Yjs client that typed it; whose client that is, the server knows. */
export type AttributedRun = Omit<TextRun, 'author'> & { clientId: number }

/** The text of a block, one run for each change of marks or of client. */
export const runsOf = (element: Y.XmlElement): AttributedRun[] =>
  element.toArray().flatMap((node): AttributedRun[] => {
    if (node instanceof Y.XmlText) return runsOfText(node)
    const isBreak = node instanceof Y.XmlElement && node.nodeName === hardBreak
    return isBreak ? [{ text: '\n', clientId: node._item?.id.client ?? 0 }] : []
  })

/** Walks the items themselves: Yjs's own delta says what is there, not who put it. */
const runsOfText = (text: Y.XmlText): AttributedRun[] => {
  const runs: AttributedRun[] = []
  const marks = new Map<string, unknown>()
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) marks.set(item.content.key, item.content.value)
    else if (item.content instanceof Y.ContentString) {
      const run = { text: item.content.str, ...shownMarks(marks), clientId: item.id.client }
      const last = runs.at(-1)
      if (last !== undefined && last.clientId === run.clientId && haveSameMarks(last, run))
        last.text += run.text
      else runs.push(run)
    }
  }
  return runs
}

const shownMarks = (marks: Map<string, unknown>): Pick<TextRun, 'bold' | 'italic' | 'href'> => {
  const link = marks.get('link') as { href?: unknown } | null | undefined
  return {
    ...(isOn(marks.get('bold')) && { bold: true }),
    ...(isOn(marks.get('italic')) && { italic: true }),
    ...(typeof link?.href === 'string' && { href: link.href }),
  }
}

/** A mark ends where its value is null. */
const isOn = (value: unknown): boolean => value !== undefined && value !== null

const haveSameMarks = (one: TextRun, other: TextRun): boolean =>
  one.bold === other.bold && one.italic === other.italic && one.href === other.href

/** The same text, one run for each change of marks. */
export const withoutClients = (runs: AttributedRun[]): TextRun[] => {
  const merged: TextRun[] = []
  for (const { clientId: _, ...run } of runs) {
    const last = merged.at(-1)
    if (last !== undefined && haveSameMarks(last, run)) last.text += run.text
    else merged.push(run)
  }
  return merged
}
