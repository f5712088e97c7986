import type { AttributedText, TextRun } from '@reliance/shared/realtime/schemas'
import { describe, expect, it } from 'vitest'
import { listPassages, passagesOf } from '../../../web/src/routes/(member)/roadmap/[id]/passages'

function text(...blocks: TextRun[][]): AttributedText {
  const plain = { kind: 'paragraph', level: 1, depth: 0, section: null } as const
  return { blocks: blocks.map((runs) => ({ ...plain, runs })), authors: [] }
}

describe('the passages of a block', () => {
  it('gather the runs of one author, whatever their marks', () => {
    const runs = [{ text: 'Le ', author: 0 }, { text: 'dernier', bold: true, author: 0 }, { text: ' bus' }]
    expect(passagesOf(runs)).toEqual([
      { author: 0, runs: runs.slice(0, 2) },
      { author: null, runs: runs.slice(2) },
    ])
  })

  it('keep apart what an author wrote before and after another', () => {
    const authors = passagesOf([
      { text: 'a', author: 1 },
      { text: 'b', author: 0 },
      { text: 'c', author: 1 },
    ]).map(({ author }) => author)
    expect(authors).toEqual([1, 0, 1])
  })

  it('are one for the words of the template, which have no author', () => {
    expect(passagesOf([{ text: 'a' }, { text: 'b', italic: true }])).toHaveLength(1)
  })

  it('are none in an empty block, and the runs that were given stay as they are', () => {
    const runs: TextRun[] = [
      { text: 'a', author: 0 },
      { text: 'b', author: 0 },
    ]
    const before = structuredClone(runs)
    passagesOf(runs)
    expect(runs).toEqual(before)
    expect(passagesOf([])).toEqual([])
  })
})

describe('the list of passages', () => {
  it('is in reading order, one a block even for one author', () => {
    const list = listPassages(
      text(
        [{ text: 'Constats' }],
        [
          { text: 'Le bus ', author: 0 },
          { text: 'manque.', bold: true, author: 0 },
        ],
        [
          { text: 'Le soir.', author: 0 },
          { text: ' Et le dimanche.', author: 1 },
        ],
      ),
    )
    expect(list).toEqual([
      { author: null, words: 'Constats' },
      { author: 0, words: 'Le bus manque.' },
      { author: 0, words: 'Le soir.' },
      { author: 1, words: 'Et le dimanche.' },
    ])
  })

  it('leaves out what is only spaces', () => {
    expect(listPassages(text([], [{ text: ' \u00a0', author: 0 }], [{ text: '' }]))).toEqual([])
  })
})
