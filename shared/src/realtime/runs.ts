import * as Y from 'yjs'
import { ownAuthor, type AuthorLookup } from './authors'
import type { TextRun } from './schemas'

/** A line break inside of a block. */
export const hardBreak = 'hardBreak'

/** A stretch of text with the Yjs client that first wrote it; whose client that is, the server knows. */
export type AttributedRun = Omit<TextRun, 'author'> & { clientId: number }

/** The text of a block, one run for each change of marks or of author. */
export const runsOf = (element: Y.XmlElement, authorOf: AuthorLookup = ownAuthor): AttributedRun[] =>
  element.toArray().flatMap((node): AttributedRun[] => {
    if (node instanceof Y.XmlText) return runsOfText(node, authorOf)
    const isBreak = node instanceof Y.XmlElement && node.nodeName === hardBreak
    if (!isBreak || node._item === null) return []
    const { client, clock } = node._item.id
    return authorOf(client, clock, 1).map(({ author }) => ({ text: '\n', clientId: author }))
  })

/** Walks the items themselves: Yjs's own delta says what is there, not who put it. */
const runsOfText = (text: Y.XmlText, authorOf: AuthorLookup): AttributedRun[] => {
  const runs: AttributedRun[] = []
  const marks = new Map<string, unknown>()
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted) continue
    if (item.content instanceof Y.ContentFormat) marks.set(item.content.key, item.content.value)
    else if (item.content instanceof Y.ContentString) {
      const { str } = item.content
      let start = 0
      for (const { author, length } of authorOf(item.id.client, item.id.clock, str.length)) {
        addRun(runs, { text: str.slice(start, start + length), ...shownMarks(marks), clientId: author })
        start += length
      }
    }
  }
  return runs
}

const addRun = (runs: AttributedRun[], run: AttributedRun): void => {
  const last = runs.at(-1)
  if (last !== undefined && last.clientId === run.clientId && haveSameMarks(last, run)) last.text += run.text
  else runs.push(run)
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
