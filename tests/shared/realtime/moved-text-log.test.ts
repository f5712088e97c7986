import { attributedBlocks } from '@reliance/shared/realtime/document'
import { authorsOfLog, carryAuthors } from '@reliance/shared/realtime/moved-text'
import { compactState, emptyUpdate, MalformedMessage } from '@reliance/shared/realtime/update'
import { describe, expect, it } from 'vitest'
import { HeadlessEditor } from './moved-text-editor'
import { alice, bruno } from './moved-text-people'

const writtenBy = (state: Uint8Array, moved: Uint8Array | null) =>
  attributedBlocks(state, moved).flatMap(({ runs }) => runs.map(({ clientId, text }) => [clientId, text]))

describe('the authors that a log tells', () => {
  const a = new HeadlessEditor(alice)
  a.type('Le dernier bus part à vingt heures.')
  const b = new HeadlessEditor(bruno)
  const typed = a.takeUpdates()
  b.receive(typed)
  const frozen = [...typed, ...b.after('Le dernier bus').enter().takeUpdates()]
  const version = compactState(frozen)
  const updates = [...frozen, ...b.selectWords(' part à vingt heures.').backspace().takeUpdates()]

  it('are those of an earlier version too, whatever was deleted since', () => {
    const { state, moved } = carryAuthors({ state: emptyUpdate, moved: null, updates })
    expect(writtenBy(state, moved)).toEqual([[alice, 'Le dernier bus']])
    const ofVersion = [
      [alice, 'Le dernier bus'],
      [alice, ' part à vingt heures.'],
    ]
    expect(writtenBy(version, moved)).toEqual(ofVersion)
    expect(writtenBy(version, authorsOfLog({ state: emptyUpdate, moved: null, updates }))).toEqual(ofVersion)
    expect(writtenBy(version, authorsOfLog({ state, moved, updates: [] }))).toEqual(ofVersion)
  })

  it('come with the state that the log makes without them', () => {
    expect(carryAuthors({ state: emptyUpdate, moved: null, updates }).state).toEqual(compactState(updates))
  })

  it('are refused where they cannot be read', () => {
    const moved = new Uint8Array([1, 200])
    expect(() => carryAuthors({ state: version, moved, updates: [] })).toThrow(MalformedMessage)
  })
})
