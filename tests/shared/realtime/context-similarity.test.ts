import { describe, expect, it } from 'vitest'
import { contextSimilarity } from '@reliance/shared/realtime/context-similarity'

describe('the likeness of surroundings', () => {
  it.each([
    ['abcdefgh', 'abcdefgh', 1],
    ['abcdefgh', 'abcdefgh and more', 1],
    ['', 'anything', 1],
    ['abcdefgh', '', 0],
    ['abcd', 'wxyz', 0],
    ['abcdefgh', 'abcdXefgh', 7 / 8],
    ['abcdefgh', 'abcefgh', 7 / 8],
    ['abcdefgh', 'abcXefgh', 7 / 8],
    [' du soir', ' tard du soir et', 3 / 8],
  ])('of %j in %j is %d', (expected, found, similarity) => {
    expect(contextSimilarity(expected, found)).toBeCloseTo(similarity, 12)
  })
})
