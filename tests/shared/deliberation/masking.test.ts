import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentResult, type ConsentBallot } from '@reliance/shared/deliberation/consent'
import type { ConsentAnswer } from '@reliance/shared/deliberation/schemas'
import { maskByCollege } from '@reliance/shared/deliberation/masking'
import { usualRules } from '@reliance/shared/deliberation/round-rules'

/** A result in which the colleges a, b, c … have so many answers, and one elector more who is silent. */
function resultWith(
  answered: number[],
  answerOf: (college: number, person: number) => ConsentAnswer = () => 'no_objection',
) {
  const people = answered.flatMap((count, college) =>
    Array.from({ length: count + 1 }, (_, person) => ({ college, person, silent: person === count })),
  )
  const idOf = (college: number, person: number) => `${college}-${person}`
  const ballots: ConsentBallot[] = people
    .filter(({ silent }) => !silent)
    .map(({ college, person }) => ({
      personId: idOf(college, person),
      answer: answerOf(college, person),
      reason: 'Parce que.',
    }))
  const electors = people.map(({ college, person }) => ({
    personId: idOf(college, person),
    collegeId: String.fromCharCode(97 + college),
  }))
  return consentResult(usualRules, electors, ballots)
}

const hiddenIn = (answered: number[]) =>
  maskByCollege(resultWith(answered))
    .byCollege.filter(({ counts }) => counts === null)
    .map(({ collegeId }) => collegeId)
    .join('')

describe('hiding small groups', () => {
  it.each([
    { answered: [9, 7, 6], hidden: '', why: 'nobody is few' },
    { answered: [5, 5, 5], hidden: '', why: 'five is not fewer than five' },
  ])('[DL11] $answered hides nothing: $why', ({ answered, hidden }) => {
    expect(hiddenIn(answered)).toBe(hidden)
  })

  it.each([
    { answered: [4, 3, 9, 8, 7], hidden: 'ab', why: 'seven together, two colleges' },
    { answered: [2, 3, 9, 8, 7], hidden: 'ab', why: 'five together, two colleges' },
  ])('[DL11] $answered hides $hidden: $why', ({ answered, hidden }) => {
    expect(hiddenIn(answered)).toBe(hidden)
  })

  it.each([
    { answered: [16, 12, 10, 7, 4], hidden: 'de', why: 'one alone is the total less the others' },
    { answered: [2, 2, 9, 8, 7], hidden: 'abe', why: 'four together are still few' },
    { answered: [1, 1, 1, 1, 9], hidden: 'abcde', why: 'four together are still few' },
    { answered: [3, 6, 6], hidden: 'ab', why: 'of two as small, the first by id' },
    { answered: [0, 4, 9, 8], hidden: 'abd', why: 'a college without answers covers nobody' },
    { answered: [3, 0, 0], hidden: 'abc', why: 'nothing is left to cover it' },
  ])('[DL12] $answered hides $hidden: $why', ({ answered, hidden }) => {
    expect(hiddenIn(answered)).toBe(hidden)
  })

  it('[DL11] a college without answers is hidden, and makes nobody else hidden', () => {
    expect(hiddenIn([0, 9, 8])).toBe('a')
  })

  it('[DL13] participation, quorum and overall counts stay as they are', () => {
    const result = resultWith([3, 9, 8])
    const masked = maskByCollege(result)
    expect({ ...masked, byCollege: [] }).toEqual({ ...result, byCollege: [] })
    const participation = ({ byCollege }: typeof masked) =>
      byCollege.map(({ collegeId, electors, answered }) => ({ collegeId, electors, answered }))
    expect(participation(masked)).toEqual(participation(result))
  })

  it('[DL13] leaves the result it was given untouched', () => {
    const result = resultWith([3, 9, 8])
    maskByCollege(result)
    expect(result.byCollege.every(({ counts }) => counts !== null)).toBe(true)
  })
})

describe('whatever the answers', () => {
  const answeredCounts = fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 6 })
  const answer = fc.constantFrom<ConsentAnswer>('no_objection', 'reservation', 'objection')

  it('[DL12] what is hidden covers two answering colleges and five answers, or everything is hidden', () => {
    fc.assert(
      fc.property(answeredCounts, (answered) => {
        const { byCollege } = maskByCollege(resultWith(answered))
        const hidden = byCollege.filter(({ counts, answered: n }) => counts === null && n > 0)
        const together = hidden.reduce((total, { answered: n }) => total + n, 0)
        const shown = byCollege.filter(({ counts }) => counts !== null)
        expect(shown.every(({ answered: n }) => n >= 5)).toBe(true)
        if (hidden.length > 0 && shown.length > 0) {
          expect(hidden.length).toBeGreaterThanOrEqual(2)
          expect(together).toBeGreaterThanOrEqual(5)
        }
      }),
    )
  })

  it('[DL13] which colleges are hidden does not depend on what was answered', () => {
    fc.assert(
      fc.property(answeredCounts, fc.func(answer), (answered, answerOf) => {
        const hidden = maskByCollege(resultWith(answered, answerOf))
          .byCollege.filter(({ counts }) => counts === null)
          .map(({ collegeId }) => collegeId)
          .join('')
        expect(hidden).toBe(hiddenIn(answered))
      }),
    )
  })
})
