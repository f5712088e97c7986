import { groupLists, type List, type Piece } from '@reliance/shared/realtime/lists'
import { describe, expect, it } from 'vitest'

type Block = { kind: string; depth: number; name: string }
const item = (kind: string, depth: number, name: string): Block => ({ kind, depth, name })

/** `p`, `ul(a ul(b) c)`: short enough to read in a test. */
const sketch = (pieces: Piece<Block>[]): string =>
  pieces.map((piece) => (piece.kind === 'block' ? piece.block.name : sketchList(piece.list))).join(' ')
const sketchList = ({ ordered, items }: List<Block>): string =>
  `${ordered ? 'ol' : 'ul'}(${items.map(({ block, lists }) => [block.name, ...lists.map(sketchList)].join(' ')).join(' ')})`

describe('lists made of list items', () => {
  it.each([
    ['neighbours are one list', [item('bullet', 0, 'a'), item('bullet', 0, 'b')], 'ul(a b)'],
    [
      'a paragraph ends a list',
      [item('bullet', 0, 'a'), item('paragraph', 0, 'p'), item('bullet', 0, 'b')],
      'ul(a) p ul(b)',
    ],
    [
      'deeper items are inside of the one before',
      [item('bullet', 0, 'a'), item('ordered', 1, 'b'), item('bullet', 0, 'c')],
      'ul(a ol(b) c)',
    ],
    [
      'a change of kind begins another list',
      [item('bullet', 0, 'a'), item('ordered', 0, 'b')],
      'ul(a) ol(b)',
    ],
    [
      'a change of kind inside stays inside',
      [item('bullet', 0, 'a'), item('bullet', 1, 'b'), item('ordered', 1, 'c')],
      'ul(a ul(b) ol(c))',
    ],
    [
      'a jump of depth is one level',
      [item('bullet', 0, 'a'), item('bullet', 4, 'b'), item('bullet', 0, 'c')],
      'ul(a ul(b) c)',
    ],
    ['what starts deep may come back', [item('bullet', 2, 'a'), item('bullet', 0, 'b')], 'ul(a) ul(b)'],
    [
      'half way back up',
      [item('bullet', 0, 'a'), item('bullet', 4, 'b'), item('bullet', 2, 'c')],
      'ul(a ul(b) ul(c))',
    ],
  ])('[RT14] %s', (_title, blocks, expected) => {
    expect(sketch(groupLists(blocks))).toBe(expected)
  })
})
