import { anchorAt, locateAnchor, quoteAnchor, type TextAnchor } from '@reliance/shared/realtime/anchor'
import {
  appendBlocksUpdate,
  blocksToText,
  readBlocks,
  templateUpdate,
} from '@reliance/shared/realtime/document'
import { beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'

let doc: Y.Doc

beforeEach(() => {
  const template = templateUpdate([{ id: 'q', heading: 'Question' }])
  const words = appendBlocksUpdate(
    template,
    500,
    [
      { runs: [{ text: 'Le bus manque le soir, et le bus manque le dimanche.' }] },
      { runs: [{ text: 'Les vélos ', bold: true }, { text: 'ne suffisent pas.' }] },
    ],
    'q',
  )
  doc = new Y.Doc()
  Y.applyUpdate(doc, Y.mergeUpdates([template, words]))
})

const anchorOf = (quote: string): TextAnchor => {
  const anchor = quoteAnchor(Y.encodeStateAsUpdate(doc), quote)
  if (anchor === null) throw new Error(`not in the text: ${quote}`)
  return anchor
}
const found = (anchor: TextAnchor): string | null => {
  const passage = locateAnchor(doc, anchor)
  return passage === null ? null : blocksToText(readBlocks(doc)).slice(passage.start, passage.end)
}
const paragraph = (index: number): Y.XmlText =>
  (doc.getXmlFragment('content').get(index) as Y.XmlElement).get(0) as Y.XmlText

describe('anchors', () => {
  it('[RT15] take the words with what stands around them, across marks and blocks', () => {
    expect(anchorOf('vélos ne')).toMatchObject({
      quote: 'vélos ne',
      prefix: 'bus manque le soir, et le bus manque le dimanche.\nLes '.slice(-32),
      suffix: ' suffisent pas.',
    })
    expect(found(anchorOf('dimanche.\nLes'))).toBe('dimanche.\nLes')
    expect(quoteAnchor(Y.encodeStateAsUpdate(doc), 'absent')).toBeNull()
    expect(quoteAnchor(Y.encodeStateAsUpdate(doc), '')).toBeNull()
    expect(anchorAt(doc, { start: 3, end: 3 })).toBeNull()
  })

  it('[RT15] stay on their own occurrence while the text around and inside changes', () => {
    const second = anchorOf('le bus manque')
    paragraph(1).insert(0, 'Souvent, ')
    paragraph(1).insert(paragraph(1).length, ' Toujours.')
    expect(found(second)).toBe('le bus manque')
    expect(locateAnchor(doc, second)?.start).toBeGreaterThan(30)
    paragraph(1).insert(paragraph(1).toString().indexOf('le bus') + 3, 'dernier ')
    expect(found(second)).toBe('le dernier bus manque')
  })

  it('[RT15] do not grow with what is typed at their edges', () => {
    const anchor = anchorOf('soir')
    const at = paragraph(1).toString().indexOf('soir')
    paragraph(1).insert(at + 4, 'ée')
    paragraph(1).insert(at, 'grand ')
    expect(found(anchor)).toBe('soir')
  })

  it('[RT15] are found by their quote when the sentence they stand in was cut and put elsewhere', () => {
    const anchor = anchorOf('ne suffisent pas')
    paragraph(2).delete(0, paragraph(2).length)
    expect(found(anchor)).toBeNull()
    paragraph(1).insert(0, 'Les vélos ne suffisent pas. ')
    expect(found(anchor)).toBe('ne suffisent pas')
  })

  it('[RT15] are found wherever a long quote was put, and not where a short one stands among other words', () => {
    const long = anchorOf('bus manque le soir, et le bus manque')
    const short = anchorOf('dimanche')
    paragraph(1).delete(0, paragraph(1).length)
    paragraph(1).insert(0, 'Chaque dimanche apporte des visiteurs, que nous voudrions garder.')
    paragraph(2).insert(0, 'Nul ne nie que le bus manque le soir, et le bus manque à tous. ')
    expect(found(long)).toBe('bus manque le soir, et le bus manque')
    expect(found(short)).toBeNull()
  })

  it('[RT15] leave their positions for the quote when other words have come to stand there', () => {
    const anchor = anchorOf('vélos')
    paragraph(2).insert(5, 'igiles et les patrouilles de nuit ne suffisent pas non plus à tous, él')
    paragraph(1).insert(0, 'Les vélos ne suffisent pas. ')
    expect(locateAnchor(doc, anchor)?.start).toBe('Question\nLes '.length)
    expect(found(anchor)).toBe('vélos')
  })

  it('[RT15] are detached rather than put at one of two places that nothing tells apart', () => {
    const anchor = {
      ...anchorOf('bus manque'),
      prefix: '',
      suffix: '',
      startPosition: new Uint8Array([9, 9]),
    }
    expect(found(anchor)).toBeNull()
  })
})
