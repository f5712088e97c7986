import {
  compactState,
  emptyUpdate,
  mergeLog,
  readUpdate,
  vectorOfUpdate,
} from '@reliance/shared/realtime/update'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'

/** A log of single keystrokes by three clients, with deletions. */
const logOf = (edits: number): { doc: Y.Doc; log: Uint8Array[] } => {
  const log: Uint8Array[] = []
  const docs = [11, 22, 33].map((clientId) => {
    const doc = new Y.Doc()
    doc.clientID = clientId
    return doc
  })
  for (let edit = 0; edit < edits; edit++) {
    const doc = docs[edit % 3] as Y.Doc
    const before = Y.encodeStateVector(doc)
    const text = doc.getText('content')
    if (edit % 7 === 6 && text.length > 3) text.delete(1, 2)
    else text.insert(text.length, String.fromCharCode(97 + (edit % 26)))
    const update = Y.encodeStateAsUpdate(doc, before)
    log.push(update)
    for (const other of docs) if (other !== doc) Y.applyUpdate(other, update)
  }
  return { doc: docs[0] as Y.Doc, log }
}
const textOf = (state: Uint8Array): string => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc.getText('content').toString()
}

describe('update bytes', () => {
  it('[RT4] are read in ranges without being applied', () => {
    const doc = new Y.Doc()
    doc.clientID = 11
    doc.getText('content').insert(0, 'é😀x')
    const before = Y.encodeStateVector(doc)
    doc.getText('content').delete(0, 1)
    doc.getText('content').insert(3, 'suite')
    expect(readUpdate(Y.encodeStateAsUpdate(doc, before))).toEqual({
      structs: new Map([[11, [{ start: 4, end: 9 }]]]),
      deletions: new Map([[11, [{ start: 0, end: 1 }]]]),
      needs: new Map([[11, 4]]),
      count: 1,
    })
    expect(readUpdate(emptyUpdate)).toEqual({
      structs: new Map(),
      needs: new Map(),
      count: 0,
      deletions: new Map(),
    })
  })

  it('[RT4] do not count a hole as held', () => {
    const doc = new Y.Doc()
    doc.clientID = 11
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const word of ['un', 'deux', 'trois']) doc.getText('content').insert(0, word)
    const holed = Y.mergeUpdates([updates[0] as Uint8Array, updates[2] as Uint8Array])
    expect(readUpdate(holed).structs).toEqual(
      new Map([
        [
          11,
          [
            { start: 0, end: 2 },
            { start: 6, end: 11 },
          ],
        ],
      ]),
    )
    expect(vectorOfUpdate(holed)).toEqual(new Map([[11, 2]]))
  })

  it('[RT4] merge to the same text, however long the log', () => {
    const { doc, log } = logOf(1000)
    const merged = mergeLog(log)
    expect(textOf(merged)).toBe(doc.getText('content').toString())
    expect(vectorOfUpdate(merged)).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
    expect(mergeLog([])).toEqual(emptyUpdate)
  })

  it('[RT12] compact to the same text and clocks in fewer bytes', () => {
    const { doc, log } = logOf(1000)
    const state = compactState(log)
    expect(textOf(state)).toBe(doc.getText('content').toString())
    expect(vectorOfUpdate(state)).toEqual(vectorOfUpdate(mergeLog(log)))
    expect(state.byteLength).toBeLessThan(mergeLog(log).byteLength)
  })
})
