import { describe, expect, it } from 'vitest'
import { seededRandom, seedOf } from '../../realtime/seeded-random'
import type { HeadlessEditor } from './moved-text-editor'
import { People } from './moved-text-people'

const first = seedOf('authors of moved text')
const seeds = Array.from({ length: 10 }, (_, index) => first + index)

const lettersOf = (text: string): string =>
  [...text]
    .filter((letter) => letter !== '\n')
    .sort()
    .join('')

describe('the shares of the authors', () => {
  it.each(seeds)('are kept by splits, joins, moves, changes of kind and their undo (seed %i)', (seed) => {
    const random = seededRandom(seed)
    const people = new People()
    for (const editor of people.editors) {
      for (let line = 0; line < 4; line++) {
        // Few letters, so that what is cut is often alike at its ends.
        const words = Array.from({ length: 5 + random.below(20) }, () => random.pick(['a', 'b', ' '])).join(
          '',
        )
        people.does(editor, () => editor.select(editor.end).type(words).enter())
      }
      editor.forgetUndo()
    }
    const shares = people.shares()
    const letters = lettersOf(people.text)

    let lastToAct: HeadlessEditor | null = null
    for (let step = 0; step < 80; step++) {
      const undoes: boolean = lastToAct !== null && random.chance(0.2)
      const editor: HeadlessEditor = undoes && lastToAct !== null ? lastToAct : random.pick(people.editors)
      const acted = people.does(editor, () => (undoes ? editor.undo() : act(editor, random)))
      lastToAct = acted && !undoes ? editor : null
      if (random.chance(0.1)) expect(people.shares(), `step ${step}`).toEqual(shares)
    }
    expect(people.shares()).toEqual(shares)
    expect(lettersOf(people.text)).toBe(letters)
    people.close()
  })
})

const act = (editor: HeadlessEditor, random: ReturnType<typeof seededRandom>): unknown => {
  const block = random.below(editor.blocks.length)
  const place = editor.at(block, random.below((editor.blocks[block]?.content.size ?? 0) + 1))
  return random.pick([
    () => editor.select(place).enter(),
    () => editor.select(place).enter(),
    () => editor.select(editor.at(block, 0)).backspace(),
    () => editor.select(editor.at(block, 0)).backspace(),
    () => editor.moveBlock(block, random.below(editor.blocks.length)),
    () => editor.select(place).setKind(random.pick(['quote', 'heading', 'bullet'])),
  ])()
}
