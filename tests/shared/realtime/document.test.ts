import {
  appendBlocksUpdate,
  attributedBlocks,
  blocksToText,
  readBlocks,
  templateUpdate,
} from '@reliance/shared/realtime/document'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'

const template = templateUpdate([
  { id: 'observations', heading: 'Constats' },
  { id: 'question', heading: 'Question', level: 3 },
])
const plain = { kind: 'paragraph', level: 1, depth: 0, section: null } as const

describe('documents as textblocks', () => {
  it('[RT14] a template is its headings, each with an empty paragraph, by the client of nobody', () => {
    expect(readBlocks(template)).toEqual([
      { kind: 'heading', level: 2, depth: 0, section: 'observations', runs: [{ text: 'Constats' }] },
      { ...plain, runs: [] },
      { kind: 'heading', level: 3, depth: 0, section: 'question', runs: [{ text: 'Question' }] },
      { ...plain, runs: [] },
    ])
    expect([...Y.parseUpdateMeta(template).to.keys()]).toEqual([1])
  })

  it('[RT14] blocks are added at the end of their section, the first in the place of the empty paragraph', () => {
    const first = appendBlocksUpdate(template, 500, [{ runs: [{ text: 'Le bus manque.' }] }], 'observations')
    const state = Y.mergeUpdates([template, first])
    const second = appendBlocksUpdate(
      state,
      600,
      [
        { kind: 'bullet', runs: [{ text: 'le ' }, { text: 'soir', bold: true }] },
        { kind: 'ordered', depth: 1, runs: [{ text: 'source', href: 'https://example.org', italic: true }] },
      ],
      'observations',
    )
    const blocks = attributedBlocks(Y.mergeUpdates([state, second]))
    expect(blocksToText(blocks)).toBe('Constats\nLe bus manque.\nle soir\nsource\nQuestion\n')
    expect(blocks.slice(1, 4)).toEqual([
      { ...plain, runs: [{ text: 'Le bus manque.', clientId: 500 }] },
      {
        ...plain,
        kind: 'bullet',
        runs: [
          { text: 'le ', clientId: 600 },
          { text: 'soir', bold: true, clientId: 600 },
        ],
      },
      {
        ...plain,
        kind: 'ordered',
        depth: 1,
        runs: [{ text: 'source', href: 'https://example.org', italic: true, clientId: 600 }],
      },
    ])
    expect([...Y.parseUpdateMeta(second).to.keys()]).toEqual([600])
  })

  it('[RT14] each word keeps the client that typed it when two write in one paragraph', () => {
    const first = appendBlocksUpdate(template, 500, [{ runs: [{ text: 'Le bus manque.' }] }], 'question')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.mergeUpdates([template, first]))
    doc.clientID = 700
    const paragraph = doc.getXmlFragment('content').get(3) as Y.XmlElement
    const text = paragraph.get(0) as Y.XmlText
    text.insert(7, 'du soir ')
    text.delete(0, 3)
    text.format(0, 4, { bold: {} })
    expect(attributedBlocks(Y.encodeStateAsUpdate(doc))[3]?.runs).toEqual([
      { text: 'bus ', bold: true, clientId: 500 },
      { text: 'du soir ', clientId: 700 },
      { text: 'manque.', clientId: 500 },
    ])
    expect(readBlocks(doc)[3]?.runs).toEqual([{ text: 'bus ', bold: true }, { text: 'du soir manque.' }])
  })

  it('[RT14] spoilt attributes and foreign nodes read as plain text, or not at all', () => {
    const doc = new Y.Doc()
    const block = new Y.XmlElement<Record<string, unknown> & Record<string, never>>('textblock')
    block.setAttribute('kind', 'script' as never)
    block.setAttribute('level', 40 as never)
    block.setAttribute('depth', 'deep' as never)
    const text = new Y.XmlText()
    text.insert(0, 'mot')
    block.insert(0, [text, new Y.XmlElement('hardBreak')])
    doc.getXmlFragment('content').insert(0, [block as Y.XmlElement, new Y.XmlElement('image')])
    expect(readBlocks(doc)).toEqual([{ ...plain, level: 3, runs: [{ text: 'mot\n' }] }])
  })
})
