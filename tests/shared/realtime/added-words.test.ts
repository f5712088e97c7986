import { addedWords, addsNothing } from '@reliance/shared/realtime/added-words'
import { appendBlocksUpdate } from '@reliance/shared/realtime/document'
import { emptyUpdate, mergeUpdates, vectorOfUpdate } from '@reliance/shared/realtime/update'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'

/** What `edit` changes in a document that holds `base`, as one update of `clientId`. */
const changed = (base: Uint8Array, clientId: number, edit: (text: Y.Text) => void): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  // Only now: Yjs gives up a client id that it sees in what it is told.
  doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  doc.transact(() => edit(doc.getText('content')))
  return Y.encodeStateAsUpdate(doc, before)
}
const typed = (base: Uint8Array, clientId: number, text: string) =>
  changed(base, clientId, (content) => content.insert(content.length, text))
const added = (update: Uint8Array, state: Uint8Array) => addedWords(update, vectorOfUpdate(state))

describe('the words that an update would add', () => {
  const first = typed(emptyUpdate, 11, 'Le dernier bus')

  it('are those that the document does not hold', () => {
    const second = typed(first, 11, ' part à 18 h 😀')
    const all = mergeUpdates([first, second])
    expect(added(all, emptyUpdate)).toBe('Le dernier bus part à 18 h 😀')
    expect(added(all, first)).toBe(' part à 18 h 😀')
    expect(added(all, all)).toBe('')
  })

  it('are told also where the document lacks what they build on', () => {
    expect(added(typed(first, 11, ' de la semaine'), emptyUpdate)).toBe(' de la semaine')
  })

  it('leave out what the update takes away itself, wherever it stands', () => {
    const update = changed(first, 22, (text) => {
      text.insert(0, 'abcdef')
      text.delete(1, 2)
      text.delete(3, 1)
    })
    expect(added(update, first)).toBe('ade')
    const emptied = changed(first, 22, (text) => {
      text.insert(0, 'rien')
      text.delete(0, 4)
    })
    expect(added(emptied, first)).toBe('')
  })

  it('do not tell of the held words that it takes away', () => {
    expect(
      added(
        changed(first, 22, (text) => text.delete(0, 3)),
        first,
      ),
    ).toBe('')
  })

  it('stay on one line where one browser wrote on, formatting or not, and begin another elsewhere', () => {
    const bold = changed(first, 22, (text) => {
      text.insert(text.length, ' de ')
      text.insert(text.length, 'nuit', { bold: true })
    })
    expect(added(bold, first)).toBe(' de nuit')
    const apart = changed(first, 22, (text) => {
      text.insert(0, 'Oui. ')
      text.insert(text.length, ' du soir')
    })
    expect(added(apart, first)).toBe('Oui. \n du soir')
  })

  it('stand after those that they were written after, whoever wrote them', () => {
    const second = typed(first, 33, ' ne revient pas')
    const third = typed(mergeUpdates([first, second]), 44, ' le soir')
    const inside = changed(first, 55, (text) => text.insert(3, 'tout '))
    expect(added(mergeUpdates([third, second]), first)).toBe(' ne revient pas le soir')
    expect(added(mergeUpdates([third, second, first]), emptyUpdate)).toBe(
      'Le dernier bus ne revient pas le soir',
    )
    expect(added(mergeUpdates([inside, first]), emptyUpdate)).toBe('Le dernier bus\ntout ')
  })

  it('are none where nothing is lacking, which is not the same', () => {
    const paragraph = appendBlocksUpdate(emptyUpdate, 11, [{ runs: [] }], null)
    const adds = (update: Uint8Array, state: Uint8Array) => !addsNothing(update, vectorOfUpdate(state))
    expect(added(paragraph, emptyUpdate)).toBe('')
    expect([adds(paragraph, emptyUpdate), adds(paragraph, paragraph)]).toEqual([true, false])
    const removal = changed(first, 22, (text) => text.delete(0, 3))
    expect([adds(first, emptyUpdate), adds(removal, first), adds(emptyUpdate, first)]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('are told paragraph by paragraph', () => {
    const blocks = ['Une ligne.', 'Une autre.'].map((text) => ({ runs: [{ text }] }))
    expect(added(appendBlocksUpdate(emptyUpdate, 11, blocks, null), emptyUpdate)).toBe(
      'Une ligne.\nUne autre.',
    )
    expect(added(appendBlocksUpdate(emptyUpdate, 11, [{ runs: [] }], null), emptyUpdate)).toBe('')
  })
})
