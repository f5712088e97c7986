import { getSchema } from '@tiptap/core'
import { expect, it } from 'vitest'
import { findIn } from '../../../web/src/lib/editor/find'
import { schemaExtensions } from '../../../web/src/lib/editor/schema'

const schema = getSchema(schemaExtensions)
const docOf = (...lines: string[]) =>
  schema.node(
    'doc',
    null,
    lines.map((line) => schema.node('textblock', null, line === '' ? [] : [schema.text(line)])),
  )

const found = (words: string, ...lines: string[]): string[] => {
  const doc = docOf(...lines)
  return findIn(doc, words).map(({ from, to }) => doc.textBetween(from, to))
}

it.each([
  ['ecole', ['L’École du bourg', 'aux écoles'], ['École', 'école']],
  ["l'eau", ['L’eau, l’eau'], ['L’eau', 'l’eau']],
  ['oe', ['cœur'], ['œ']],
  ['quoi ?', ['Quoi\u202f?'], ['Quoi\u202f?']],
  ['aa', ['aaaa'], ['aa', 'aa']],
  ['', ['a'], []],
  [' ', ['a b'], []],
  ['ab', ['a', 'b'], []],
])('finds %j whatever the accents, the case and the kinds of signs', (words, lines, places) => {
  expect(found(words, ...lines)).toEqual(places)
})
