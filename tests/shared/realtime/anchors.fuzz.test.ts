import { expect, it } from 'vitest'
import { seededRandom, seedOf } from '../../realtime/seeded-random'
import { scoreAnchors } from './anchor-score'

it.each([
  { edits: 20, least: 0.97, mostWrong: 0.01 },
  { edits: 100, least: 0.94, mostWrong: 0.02 },
  { edits: 300, least: 0.84, mostWrong: 0.03 },
])(
  '[RT15] [RT23] finds nearly every passage again after $edits edits, and seldom shows something else',
  ({ edits, least, mostWrong }) => {
    const seed = seedOf(`anchors after ${edits} edits`)
    const ranges = 240
    const { right, wrong } = scoreAnchors(seededRandom(seed), { ranges, edits, storedEvery: 5 })
    expect(right / ranges).toBeGreaterThan(least)
    expect(wrong / ranges).toBeLessThanOrEqual(mostWrong)
  },
)
