import { appendBlocksUpdate, templateClientId } from '@reliance/shared/realtime/document'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { HeadlessEditor } from './moved-text-editor'

const beginning = appendBlocksUpdate(
  emptyUpdate,
  templateClientId,
  [{ runs: [{ text: 'un deux trois' }] }, { runs: [{ text: 'quatre cinq six' }] }],
  null,
)
let alice: HeadlessEditor
let bruno: HeadlessEditor

beforeEach(() => {
  alice = new HeadlessEditor(101, beginning)
  bruno = new HeadlessEditor(202, beginning)
})
afterEach(() => {
  alice.close()
  bruno.close()
})

/** Each gets what the other has done until now. */
const meet = (): void => {
  const [hers, his] = [alice.takeUpdates(), bruno.takeUpdates()]
  alice.receive(his)
  bruno.receive(hers)
}
const expectBoth = (text: string): void => {
  expect(alice.text).toBe(text)
  expect(bruno.text).toBe(text)
}

describe('words that are typed while somebody else changes the block', () => {
  it('[RT21] stay when it becomes a heading', () => {
    alice.after('deux').setKind('heading')
    bruno.after('deux').type(' bis')
    meet()
    expectBoth('un deux bis trois\nquatre cinq six')
    expect(bruno.blocks[0]?.attrs.kind).toBe('heading')
  })

  it('[RT21] stay when it is split before them, at the end of the first half', () => {
    alice.after('un').enter()
    bruno.after('trois').type(' bis')
    meet()
    expectBoth('un bis\n deux trois\nquatre cinq six')
  })

  it('[RT21] stay when all that stood there is deleted', () => {
    alice.selectWords('un deux trois').backspace()
    bruno.after('deux ').type('bis ')
    meet()
    expectBoth('bis \nquatre cinq six')
  })

  it('[RT21] stay whole beside a like letter that is deleted', () => {
    alice.after('un ').type('trop ').after('deux ').type('tard ')
    bruno.selectWords('trois').backspace()
    meet()
    expectBoth('un trop deux tard \nquatre cinq six')
  })

  it('[RT21] stay when who made the block undoes it', () => {
    alice.after('trois').pause().enter().type('à nous')
    meet()
    bruno.after('nous').type(' deux')
    meet()
    alice.undo()
    meet()
    expectBoth('un deux trois\n deux\nquatre cinq six')
  })
})

it('[RT21] two who begin in the same empty block, and go on before they hear of each other, are both read once', () => {
  alice.after('trois').enter()
  meet()
  alice.select(alice.at(1, 0)).type('elle ')
  bruno.select(bruno.at(1, 0)).type('lui ')
  meet()
  alice.after('elle ').type('aussi ')
  bruno.after('lui ').type('encore ')
  meet()
  meet()
  expectBoth('un deux trois\nelle aussi lui encore \nquatre cinq six')
})

it('[RT21] an undo leaves the editor able to show a text that others make shorter', () => {
  alice.pause().selectWords('quatre cinq').backspace()
  meet()
  bruno.selectWords('deux trois').backspace()
  meet()
  alice.undo()
  meet()
  bruno.select(bruno.at(0, 0), bruno.end).paste('court')
  meet()
  expectBoth('court')
  alice.select(1).type('très ')
  meet()
  expectBoth('très court')
})

it('[RT21] two who begin in the same empty paragraph of a template are both read once', () => {
  const template = appendBlocksUpdate(
    emptyUpdate,
    templateClientId,
    [{ kind: 'heading', level: 2, runs: [{ text: 'Question' }] }, { runs: [] }],
    null,
  )
  const [anna, boris] = [new HeadlessEditor(303, template), new HeadlessEditor(404, template)]
  const exchange = (): void => {
    const [hers, his] = [anna.takeUpdates(), boris.takeUpdates()]
    anna.receive(his)
    boris.receive(hers)
  }
  anna.select(anna.at(1, 0)).type('elle ')
  boris.select(boris.at(1, 0)).type('lui ')
  exchange()
  anna.after('elle ').type('aussi ')
  boris.after('lui ').type('encore ')
  exchange()
  exchange()
  expect(anna.text).toBe('Question\nelle aussi lui encore ')
  expect(boris.text).toBe(anna.text)
  anna.close()
  boris.close()
})
