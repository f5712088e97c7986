import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'

export const BlockKind = Type.Enum(['paragraph', 'heading', 'quote', 'bullet', 'ordered'])
export type BlockKind = Static<typeof BlockKind>

/** A stretch of text with the same marks and, where asked for, the same author. */
export const TextRun = Type.Object({
  text: Type.String(),
  bold: Type.Optional(Type.Boolean()),
  italic: Type.Optional(Type.Boolean()),
  href: Type.Optional(Type.String()),
  /** Index in the list of authors that comes with the text; absent for the words of the template. */
  author: Type.Optional(Type.Integer()),
})
export type TextRun = Static<typeof TextRun>

/** One textblock of a document: its kind is an attribute, never a wrapper. */
export const TextBlock = Type.Object({
  kind: BlockKind,
  /** Headings: 1 to 3. */
  level: Type.Integer(),
  /** List items: 0 and up. */
  depth: Type.Integer(),
  /** Id of the template's section, on its heading. */
  section: Type.Union([Type.String(), Type.Null()]),
  runs: Type.Array(TextRun),
})
export type TextBlock = Static<typeof TextBlock>

/** A text with its authors, as it can be drawn without an editor. */
export const AttributedText = Type.Object({
  blocks: Type.Array(TextBlock),
  authors: Type.Array(PersonMark),
})
export type AttributedText = Static<typeof AttributedText>
