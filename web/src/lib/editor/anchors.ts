import type { Anchor } from '@reliance/shared/comments/schemas'
import { anchorAt, locateAnchor } from '@reliance/shared/realtime/anchor'
import { blocksToText, readBlocks } from '@reliance/shared/realtime/document'
import type { Node } from '@tiptap/pm/model'
import { fromBase64, toBase64 } from 'lib0/buffer'
import type { Doc } from 'yjs'

/** A stretch of the editor's document. */
export type Range = { from: number; to: number }

/** The longest quote that the API takes. */
const longestQuote = 2000

/**
 * Anchors count in the document's text, a line a block; the editor counts the borders of blocks too. Before the text of
 * block number i (from 0) stand i line breaks in the one, and 2i + 1 borders in the other.
 */
export function toPosition(node: Node, offset: number): number {
  let index = 0
  let start = 0
  while (index < node.childCount - 1 && offset > start + node.child(index).content.size) {
    start += node.child(index).content.size + 1
    index += 1
  }
  return offset + index + 1
}

function toOffset(node: Node, position: number): number {
  return position - node.resolve(position).index(0) - 1
}

/** The anchor of what is selected; null when no words are. */
export function anchorOf(doc: Doc, node: Node, { from, to }: Range): Anchor | null {
  if (to <= from) return null
  const text = blocksToText(readBlocks(doc))
  let start = toOffset(node, from)
  let end = Math.min(toOffset(node, to), start + longestQuote)
  while (start < end && /\s/.test(text[start] ?? '')) start += 1
  while (end > start && /\s/.test(text[end - 1] ?? '')) end -= 1
  const anchor = anchorAt(doc, { start, end })
  return (
    anchor && {
      ...anchor,
      startPosition: toBase64(anchor.startPosition),
      endPosition: toBase64(anchor.endPosition),
    }
  )
}

/** Where an anchor's words stand now; null when they are gone. */
export function rangeOf(doc: Doc, node: Node, anchor: Anchor): Range | null {
  const passage = locateAnchor(doc, {
    ...anchor,
    startPosition: fromBase64(anchor.startPosition),
    endPosition: fromBase64(anchor.endPosition),
  })
  return passage && { from: toPosition(node, passage.start), to: toPosition(node, passage.end) }
}
