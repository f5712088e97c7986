import * as Y from 'yjs'
import { authorOf } from './authors'
import { runsOf, withoutClients, type AttributedRun } from './runs'
import type { TextBlock } from './schemas'
import { attributesOf, contentRoot, elementOf, textblocksOf, type NewBlock } from './textblock'
import { loadDocument } from './update'

export type AttributedBlock = Omit<TextBlock, 'runs'> & { runs: AttributedRun[] }

/** The blocks of a full state, each run with the Yjs client that first wrote it; `moved` is that of `carryAuthors`. */
export const attributedBlocks = (state: Uint8Array, moved: Uint8Array | null = null): AttributedBlock[] =>
  withDocument(state, (doc) => {
    const lookup = authorOf(moved)
    return textblocksOf(doc).map((element) => ({ ...attributesOf(element), runs: runsOf(element, lookup) }))
  })

/** The blocks of a document, or of a full state, without authors: what a reader sees. */
export const readBlocks = (source: Y.Doc | Uint8Array): TextBlock[] => {
  if (source instanceof Uint8Array) return withDocument(source, readBlocks)
  return textblocksOf(source).map((element) => ({
    ...attributesOf(element),
    runs: withoutClients(runsOf(element)),
  }))
}

/** Plain text, a line a block: what search, digests and anchors count in. */
export const blocksToText = (blocks: { runs: { text: string }[] }[]): string =>
  blocks.map(({ runs }) => runs.map((run) => run.text).join('')).join('\n')

/** A section of a template: a heading that its id marks, and an empty paragraph to begin in. */
export interface TemplateSection {
  id: string
  heading: string
  level?: number
}

/** Whoever makes a template: a Yjs client that belongs to nobody. */
export const templateClientId = 1

/** The update that fills an empty document with a template. */
export const templateUpdate = (sections: TemplateSection[], clientId = templateClientId): Uint8Array =>
  updateOf(new Y.Doc(), clientId, (content) => {
    const blocks = sections.flatMap(({ id, heading, level = 2 }): NewBlock[] => [
      { kind: 'heading', level, section: id, runs: [{ text: heading }] },
      { runs: [] },
    ])
    content.push(blocks.map(elementOf))
  })

/**
 * The update by which `clientId` adds blocks at the end of a section, or of the document when `section` is null or
 * not there. An empty paragraph that stands last in the section gives its place.
 */
export const appendBlocksUpdate = (
  state: Uint8Array,
  clientId: number,
  blocks: NewBlock[],
  section: string | null,
): Uint8Array =>
  updateOf(loadDocument([state]), clientId, (content, doc) => {
    const end = endOfSection(doc, section)
    const last = end === 0 ? undefined : content.get(end - 1)
    const givesPlace = last instanceof Y.XmlElement && isEmptyParagraph(last)
    content.insert(end, blocks.map(elementOf))
    if (givesPlace) content.delete(end - 1, 1)
  })

/** The update by which `clientId` makes a change on a copy of the document. */
const updateOf = (
  doc: Y.Doc,
  clientId: number,
  change: (content: Y.XmlFragment, doc: Y.Doc) => void,
): Uint8Array => {
  const updates: Uint8Array[] = []
  doc.clientID = clientId
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.transact(() => change(doc.getXmlFragment(contentRoot), doc))
  doc.destroy()
  return Y.mergeUpdates(updates)
}

/** Index, among the children of the root, after the last block of the section. */
const endOfSection = (doc: Y.Doc, section: string | null): number => {
  const content = doc.getXmlFragment(contentRoot)
  const headings = textblocksOf(doc).filter((element) => attributesOf(element).section !== null)
  const found = headings.findIndex((element) => attributesOf(element).section === section)
  const next = found === -1 ? undefined : headings[found + 1]
  return next === undefined ? content.length : content.toArray().indexOf(next)
}

const isEmptyParagraph = (element: Y.XmlElement): boolean =>
  attributesOf(element).kind === 'paragraph' &&
  element.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)

const withDocument = <Result>(state: Uint8Array, read: (doc: Y.Doc) => Result): Result => {
  const doc = loadDocument([state])
  const result = read(doc)
  doc.destroy()
  return result
}
