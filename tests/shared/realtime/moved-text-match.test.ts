import { matchText } from '@reliance/shared/realtime/moved-text-match'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const found = (went: string, came: string): string[] =>
  matchText(went, came)
    .toSorted((one, other) => one.to - other.to)
    .map(({ to, length }) => came.slice(to, to + length))

describe('text that went and came', () => {
  it('is the same where all of it is', () => {
    expect(found('s', 's')).toEqual(['s'])
    expect(found('Le dernier bus', 'Le dernier bus')).toEqual(['Le dernier bus'])
  })

  it('is found in any order', () => {
    expect(found('la maison bleue', 'bleue, la maison')).toEqual(['bleue', ' la maison'.trim()])
    expect(
      found('premier paragraphe second paragraphe', 'second paragraphe premier paragraphe'),
    ).toHaveLength(3)
  })

  it('is found where the ends of what was cut are alike, and Yjs has cut elsewhere', () => {
    expect(found('aX', 'Xa').join('')).toBe('Xa')
    expect(found('bon bon repos', ' bon reposbon').join('')).toBe(' bon reposbon')
  })

  it('is no syllable, nor a letter among other words', () => {
    expect(found('développement', 'changement')).toEqual([])
    expect(found('dernier', 'premier')).toEqual([])
    expect(found('les pistes', 's')).toEqual([])
  })

  it('is always the same characters, each used once', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 120 })
    fc.assert(
      fc.property(words, words, (went, came) => {
        const used = new Set<string>()
        for (const { from, to, length } of matchText(went, came)) {
          expect(length).toBeGreaterThan(0)
          expect(came.slice(to, to + length)).toBe(went.slice(from, from + length))
          for (let at = 0; at < length; at++) {
            expect(used.has(`from ${from + at}`) || used.has(`to ${to + at}`)).toBe(false)
            used.add(`from ${from + at}`).add(`to ${to + at}`)
          }
        }
      }),
    )
  })

  it.each([
    ['one letter, again and again', 'a'.repeat(1_000_000), 'a'.repeat(999_999)],
    ['the same words in another order', 'abc defg '.repeat(110_000), 'defg abc '.repeat(110_000)],
    ['almost alike everywhere', 'aaaab'.repeat(200_000), 'aaaac'.repeat(200_000)],
    ['short of a word each time', 'xabcdx '.repeat(140_000), 'yabcdy '.repeat(140_000)],
  ])('is found in time that grows with its length: %s', (_, went, came) => {
    const begin = performance.now()
    matchText(went, came)
    expect(performance.now() - begin).toBeLessThan(15_000)
  })
})
