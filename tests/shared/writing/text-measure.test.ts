import { expect, it } from 'vitest'
import { measureText } from '@reliance/shared/writing/text-measure'

it.each([
  ['', 0],
  ['  \n ', 0],
  ['Les bus du soir', 4],
  ['L’école d’hiver n’est qu’un début.', 5],
  ['Aujourd’hui', 1],
  ['peut-être', 1],
  ['12,5 % de 1\u202f200 habitants', 4],
  ['œuvre — cœur…', 2],
])('counts the words of %j', (text, words) => {
  expect(measureText(text).words).toBe(words)
})

it('says how many minutes it takes to read them, never too few', () => {
  expect(measureText('mot '.repeat(195)).minutes).toBe(1)
  expect(measureText('mot '.repeat(196)).minutes).toBe(2)
  expect(measureText('').minutes).toBe(0)
})

it('counts a text of twenty thousand words at once', () => {
  expect(measureText('les bus du soir '.repeat(5000)).words).toBe(20_000)
})
