import { describe, expect, it } from 'vitest'
import { quorumOf } from '@reliance/shared/deliberation/quorum'
import type { Elector } from '@reliance/shared/deliberation/electorate'

const electors = (count: number, collegeId: string | null = 'a'): Elector[] =>
  Array.from({ length: count }, (_, index) => ({ personId: `${collegeId}${index}`, collegeId }))

const quorum = (quorumPercent: number, quorumPerCollege: number, people: Elector[], answered: string[]) =>
  quorumOf(
    { method: 'consent', quorumPercent, quorumPerCollege, silence: 'non-participation' },
    people,
    new Set(answered),
  )

describe('the overall quorum', () => {
  it.each([
    [50, 40, 20],
    [41, 40, 17],
    [41, 100, 41],
    [50, 1, 1],
    [3, 33, 1],
    [3, 34, 2],
    [7, 57, 4],
    // 0.07 * 100 is 7.000000000000001 in binary fractions: whole numbers must not ask for an eighth answer.
    [100, 7, 7],
    [100, 29, 29],
    [1000, 58, 580],
  ])('[DL6] of %i electors at %i %% is %i answers', (count, percent, needed) => {
    expect(quorum(percent, 0, electors(count), []).overall.needed).toBe(needed)
  })

  it('[DL7] is one answer at least', () => {
    expect(quorum(0, 0, electors(12), []).overall).toEqual({ needed: 1, reached: 0, met: false })
    expect(quorum(0, 0, electors(12), ['a3']).overall).toEqual({ needed: 1, reached: 1, met: true })
  })

  it('is met exactly at the needed number', () => {
    const people = electors(10)
    expect(quorum(40, 0, people, ['a0', 'a1', 'a2']).met).toBe(false)
    expect(quorum(40, 0, people, ['a0', 'a1', 'a2', 'a3']).met).toBe(true)
  })
})

describe('the quorum of each college', () => {
  it('[DL8] is lost for all when one college does not reach it', () => {
    const people = [...electors(5, 'a'), ...electors(5, 'b')]
    const result = quorum(40, 2, people, ['a0', 'a1', 'a2', 'b0'])
    expect(result.colleges).toEqual([
      { collegeId: 'a', needed: 2, reached: 3, met: true },
      { collegeId: 'b', needed: 2, reached: 1, met: false },
    ])
    expect(result.overall.met).toBe(true)
    expect(result.met).toBe(false)
  })

  it('[DL8] is everybody in a college smaller than it', () => {
    const people = [...electors(6, 'a'), ...electors(2, 'b')]
    expect(quorum(0, 3, people, ['a0', 'a1', 'a2', 'b0', 'b1'])).toMatchObject({
      colleges: [{ needed: 3 }, { collegeId: 'b', needed: 2, reached: 2, met: true }],
      met: true,
    })
  })

  it('[DL8] is not asked of those without a college, who count overall', () => {
    const result = quorum(50, 1, [...electors(1, 'a'), ...electors(3, null)], ['a0', 'null0'])
    expect(result).toEqual({
      overall: { needed: 2, reached: 2, met: true },
      colleges: [{ collegeId: 'a', needed: 1, reached: 1, met: true }],
      met: true,
    })
  })
})
