import * as Y from 'yjs'
import type { BlockKind, TextBlock, TextRun } from './schemas'

/** Name of the document's root: one XmlFragment whose children are textblocks, as y-prosemirror lays them out. */
export const contentRoot = 'content'
/** The one kind of block. What it is stands in its attributes, so that changing it never re-creates its text. */
export const textblock = 'textblock'

/** Attribute of a block that is to be read again, because people changed it apart; whoever has read it takes it off. */
export const rereadAttribute = 'reread'

/** A block to write; what is left out is that of a plain paragraph. */
export interface NewBlock {
  kind?: BlockKind
  level?: number
  depth?: number
  section?: string | null
  runs: Omit<TextRun, 'author'>[]
}

export const textblocksOf = (doc: Y.Doc): Y.XmlElement[] =>
  doc
    .getXmlFragment(contentRoot)
    .toArray()
    .filter((node): node is Y.XmlElement => node instanceof Y.XmlElement && node.nodeName === textblock)

/** A block's attributes; what a foreign client left out or spoilt reads as a plain paragraph. */
export const attributesOf = (element: Y.XmlElement): Omit<TextBlock, 'runs'> =>
  readAttributes(element.getAttributes())

export const readAttributes = (given: Record<string, unknown>): Omit<TextBlock, 'runs'> => {
  return {
    kind: kinds.find((kind) => kind === given.kind) ?? 'paragraph',
    level: between(given.level, 1, 3),
    depth: between(given.depth, 0, deepest),
    section: typeof given.section === 'string' ? given.section : null,
  }
}

const kinds: readonly BlockKind[] = ['paragraph', 'heading', 'quote', 'bullet', 'ordered']
const deepest = 8

const between = (value: unknown, least: number, most: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? Math.min(Math.max(value, least), most) : least

export const elementOf = ({ kind = 'paragraph', level, depth, section, runs }: NewBlock): Y.XmlElement => {
  const element = new Y.XmlElement<TextblockAttributes>(textblock)
  element.setAttribute('kind', kind)
  element.setAttribute('level', level ?? 1)
  element.setAttribute('depth', depth ?? 0)
  if (typeof section === 'string') element.setAttribute('section', section)
  // Also of an empty block: two who begin in it would otherwise each make a text, and the words of one be lost.
  element.insert(0, [textOf(runs)])
  return element as Y.XmlElement
}

type TextblockAttributes = { [Name in keyof Omit<TextBlock, 'runs'>]: NonNullable<TextBlock[Name]> }

const textOf = (runs: NewBlock['runs']): Y.XmlText => {
  const text = new Y.XmlText()
  text.applyDelta(
    runs.map(({ text: insert, bold, italic, href }) => ({
      insert,
      attributes: {
        ...(bold && { bold: {} }),
        ...(italic && { italic: {} }),
        ...(href !== undefined && { link: { href } }),
      },
    })),
  )
  return text
}
