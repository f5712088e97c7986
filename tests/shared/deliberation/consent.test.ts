import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consentResult, InvalidRoundError, type ConsentBallot } from '@reliance/shared/deliberation/consent'
import type { ConsentAnswer, RoundRules } from '@reliance/shared/deliberation/schemas'
import type { Elector } from '@reliance/shared/deliberation/electorate'

const rules = (quorumPercent: number, quorumPerCollege = 0): RoundRules => ({
  method: 'consent',
  quorumPercent,
  quorumPerCollege,
  silence: 'non-participation',
})

/** `electors('aaab-')`: three in college a, one in college b, one without a college; ids p0, p1 … */
const electors = (colleges: string): Elector[] =>
  [...colleges].map((college, index) => ({
    personId: `p${index}`,
    collegeId: college === '-' ? null : college,
  }))

const answers: Record<string, ConsentAnswer> = { n: 'no_objection', r: 'reservation', o: 'objection' }

/** `ballots('n.ro')`: p0 has no objection, p1 says nothing, p2 has a reservation, p3 objects. */
const ballots = (letters: string): ConsentBallot[] =>
  [...letters].flatMap((letter, index) => {
    const answer = answers[letter]
    return answer ? [{ personId: `p${index}`, answer, reason: answer === 'objection' ? 'Un tort.' : '' }] : []
  })

describe('the outcome', () => {
  it.each([
    ['nnnnn', 'adopted'],
    ['nnnrr', 'adopted'],
    ['rrrrr', 'adopted'],
    ['nnnno', 'objected'],
    ['o....', 'objected'],
    ['.....', 'no_quorum'],
  ])('[DL10] %s is %s under a quorum of 20 %%', (letters, outcome) => {
    expect(consentResult(rules(20), electors('aaabb'), ballots(letters)).outcome).toBe(outcome)
  })

  it('[DL10] an objection below the quorum is kept, and decides nothing', () => {
    const result = consentResult(rules(60), electors('aaabb'), ballots('no...'))
    expect(result.outcome).toBe('no_quorum')
    expect(result.overall.objection).toBe(1)
  })

  it('[DL10] silence is not counted as an answer', () => {
    const result = consentResult(rules(0), electors('aaaa'), ballots('n...'))
    expect(result.answered).toBe(1)
    expect(result.overall).toEqual({ no_objection: 1, reservation: 0, objection: 0 })
  })

  it('[DL7] a round that nobody answered is not adopted, even with a quorum of 0 %', () => {
    expect(consentResult(rules(0), electors('aab'), []).outcome).toBe('no_quorum')
    expect(consentResult(rules(0), [], []).outcome).toBe('no_quorum')
  })
})

describe('the count', () => {
  it('is given overall and by college, in the order of their ids, those without a college last', () => {
    const result = consentResult(rules(50, 1), electors('bb-aaa'), ballots('nr.no.'))
    expect(result).toEqual({
      electors: 6,
      answered: 4,
      overall: { no_objection: 2, reservation: 1, objection: 1 },
      byCollege: [
        {
          collegeId: 'a',
          electors: 3,
          answered: 2,
          counts: { no_objection: 1, reservation: 0, objection: 1 },
        },
        {
          collegeId: 'b',
          electors: 2,
          answered: 2,
          counts: { no_objection: 1, reservation: 1, objection: 0 },
        },
        {
          collegeId: null,
          electors: 1,
          answered: 0,
          counts: { no_objection: 0, reservation: 0, objection: 0 },
        },
      ],
      quorum: {
        overall: { needed: 3, reached: 4, met: true },
        colleges: [
          { collegeId: 'a', needed: 1, reached: 2, met: true },
          { collegeId: 'b', needed: 1, reached: 2, met: true },
        ],
        met: true,
      },
      outcome: 'objected',
    })
  })

  it('adds up and does not depend on the order of electors and ballots', () => {
    const person = fc.tuple(fc.constantFrom('a', 'b', 'c', '-'), fc.constantFrom('n', 'r', 'o', '.'))
    fc.assert(
      fc.property(
        fc.array(person, { maxLength: 60 }),
        fc.integer({ min: 0, max: 100 }),
        fc.nat({ max: 4 }),
        fc.func(fc.nat()),
        (people, percent, perCollege, weight) => {
          const everyone = electors(people.map(([college]) => college).join(''))
          const cast = ballots(people.map(([, letter]) => letter).join(''))
          const shuffled = <T>(list: T[]) =>
            list
              .map((item) => ({ item, key: weight(item) }))
              .sort((x, y) => x.key - y.key)
              .map(({ item }) => item)
          const result = consentResult(rules(percent, perCollege), everyone, cast)
          expect(consentResult(rules(percent, perCollege), shuffled(everyone), shuffled(cast))).toEqual(
            result,
          )
          for (const answer of Object.values(answers)) {
            const inColleges = result.byCollege.reduce((total, { counts }) => total + counts[answer], 0)
            expect(inColleges).toBe(result.overall[answer])
          }
          expect(result.byCollege.reduce((total, row) => total + row.electors, 0)).toBe(everyone.length)
          expect(result.byCollege.reduce((total, row) => total + row.answered, 0)).toBe(cast.length)
        },
      ),
    )
  })
})

describe('what cannot be counted', () => {
  const codeOf = (count: () => unknown) => {
    try {
      count()
    } catch (error) {
      return error instanceof InvalidRoundError ? error.code : error
    }
    return 'counted'
  }
  const everyone = electors('ab')
  const ballot = (personId: string, answer: ConsentAnswer = 'no_objection', reason = '') => ({
    personId,
    answer,
    reason,
  })

  it.each([
    ['a ballot of somebody who is not an elector', everyone, [ballot('p9')], 'ballot-not-elector'],
    ['two ballots of one person', everyone, [ballot('p0'), ballot('p0', 'reservation')], 'ballot-twice'],
    ['an elector twice', [...everyone, ...everyone], [], 'elector-twice'],
    [
      'an objection without a reason',
      everyone,
      [ballot('p0', 'objection', ' \n')],
      'objection-without-reason',
    ],
  ])('[DL9] %s is an error', (_, people, cast, code) => {
    expect(codeOf(() => consentResult(rules(40), people, cast))).toBe(code)
  })

  it.each([rules(-1), rules(101), rules(33.3), rules(Number.NaN), rules(40, -1), rules(40, 0.5)])(
    '[DL9] rules out of bounds are an error: %o',
    (outOfBounds) => {
      expect(codeOf(() => consentResult(outOfBounds, everyone, []))).toBe('rules-invalid')
    },
  )
})
