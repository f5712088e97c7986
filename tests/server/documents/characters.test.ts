import { describe, expect, it } from 'vitest'
import { charactersByAuthor } from '@reliance/server/documents/characters'
import { attributeText } from '@reliance/server/documents/attribution'
import { appendBlocksUpdate, attributedBlocks, templateUpdate } from '@reliance/shared/realtime/document'
import { mergeLog } from '@reliance/shared/realtime/update'

const anne = '00000000-0000-7000-8000-00000000000a'
const bilal = '00000000-0000-7000-8000-00000000000b'
const marks = async (personIds: string[]) =>
  new Map(personIds.map((personId) => [personId, { personId, name: personId.slice(-1), collegeId: null }]))

function write(state: Uint8Array, clientId: number, text: string): Uint8Array {
  return mergeLog([state, appendBlocksUpdate(state, clientId, [{ runs: [{ text }] }], null)])
}

describe('the authors of a text', () => {
  const template = templateUpdate([{ id: 'observations', heading: 'Constats' }])
  const people = new Map<number, string | null>([
    [1, null],
    [20, anne],
    [21, bilal],
    [22, anne],
  ])

  it('stand in the order of their first words, and the template has none', async () => {
    let state = write(template, 21, 'Les bus sont rares.')
    state = write(state, 20, 'Le soir surtout.')
    const text = await attributeText(attributedBlocks(state), people, marks)
    expect(text.authors.map(({ personId }) => personId)).toEqual([bilal, anne])
    expect(text.blocks.map(({ runs }) => runs)).toEqual([
      [{ text: 'Constats' }],
      [{ text: 'Les bus sont rares.', author: 0 }],
      [{ text: 'Le soir surtout.', author: 1 }],
    ])
  })

  it('are counted by characters as readers see them, over all their browsers', async () => {
    let state = write(template, 20, 'Vélo')
    state = write(state, 22, '🚲🚲')
    state = write(state, 21, 'Bus')
    const text = await attributeText(attributedBlocks(state), people, marks)
    expect(charactersByAuthor(text)).toEqual([6, 3])
  })

  it('of whom nothing is known keep their place without a name', async () => {
    const text = await attributeText(
      attributedBlocks(write(template, 20, 'Vélo')),
      people,
      async () => new Map(),
    )
    expect(text.authors).toEqual([{ personId: anne, name: '', collegeId: null }])
  })

  it('who wrote from two browsers in one paragraph make one run', async () => {
    const { Doc, encodeStateAsUpdate, applyUpdate, XmlText } = await import('yjs')
    const doc = new Doc()
    applyUpdate(doc, write(template, 20, 'Le bus '))
    const other = new Doc()
    other.clientID = 22
    applyUpdate(other, encodeStateAsUpdate(doc))
    const paragraph = other.getXmlFragment('content').get(1)
    const words = 'firstChild' in paragraph ? paragraph.firstChild : null
    if (!(words instanceof XmlText)) throw new Error('the paragraph has no text')
    words.insert(7, 'du soir')
    const text = await attributeText(attributedBlocks(encodeStateAsUpdate(other)), people, marks)
    expect(text.blocks[1]?.runs).toEqual([{ text: 'Le bus du soir', author: 0 }])
  })
})
