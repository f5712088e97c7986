import { describe, expect, it } from 'vitest'
import { checkBallot } from '@reliance/shared/deliberation/ballot-rules'
import { checkDeadline, checkExtension } from '@reliance/shared/deliberation/deadline-rules'
import { checkRoundRules, usualRules } from '@reliance/shared/deliberation/round-rules'

const at = (time: string) => new Date(`2027-07-02T${time}:00Z`)
const openUntilNoon = { state: 'open', closesAt: at('12:00') } as const

describe('the rules of a round', () => {
  it('[DL2] are consent, 40 % and one answer in each college unless said otherwise', () => {
    expect(usualRules).toEqual({
      method: 'consent',
      quorumPercent: 40,
      quorumPerCollege: 1,
      silence: 'non-participation',
    })
    expect(checkRoundRules(usualRules)).toEqual({ allowed: true })
  })

  it.each([0, 100])('[DL1] take a quorum of %i %%', (quorumPercent) => {
    expect(checkRoundRules({ ...usualRules, quorumPercent }).allowed).toBe(true)
  })

  it.each([-1, 101, 12.5, Number.NaN, Number.POSITIVE_INFINITY])(
    '[DL1] refuse a quorum of %d %%',
    (quorumPercent) => {
      expect(checkRoundRules({ ...usualRules, quorumPercent })).toEqual({
        allowed: false,
        code: 'invalid-value',
        field: 'quorumPercent',
      })
    },
  )

  it.each([-1, 1.5, Number.NaN])('[DL1] refuse a quorum of %d answers per college', (quorumPerCollege) => {
    expect(checkRoundRules({ ...usualRules, quorumPerCollege })).toEqual({
      allowed: false,
      code: 'invalid-value',
      field: 'quorumPerCollege',
    })
  })
})

describe('an answer', () => {
  const without = (answer: 'no_objection' | 'reservation' | 'objection') =>
    checkBallot(openUntilNoon, { answer, reason: ' \t' }, at('11:59'))

  it('[DL3] of objection needs a reason, the others do not', () => {
    expect(without('objection')).toEqual({ allowed: false, code: 'reason-required' })
    expect(without('reservation')).toEqual({ allowed: true })
    expect(without('no_objection')).toEqual({ allowed: true })
    const objection = { answer: 'objection', reason: 'L’offre du soir disparaît.' } as const
    expect(checkBallot(openUntilNoon, objection, at('11:59'))).toEqual({ allowed: true })
  })

  it('[DL4] is refused from the deadline on, even before anything has closed the round', () => {
    const ballot = { answer: 'no_objection', reason: '' } as const
    expect(checkBallot(openUntilNoon, ballot, at('12:00'))).toEqual({ allowed: false, code: 'round-closed' })
  })

  it('[DL4] is refused once the round is closed, even before its deadline', () => {
    const ballot = { answer: 'no_objection', reason: '' } as const
    expect(checkBallot({ ...openUntilNoon, state: 'closed' }, ballot, at('08:00'))).toEqual({
      allowed: false,
      code: 'round-closed',
    })
  })
})

describe('a deadline', () => {
  it.each([
    ['2027-07-02T11:59:59Z', false],
    ['2027-07-02T12:00:00Z', false],
    ['2027-07-02T12:00:59Z', false],
    ['2027-07-02T12:01:00Z', true],
    ['2028-07-02T12:00:00Z', true],
    ['2028-07-02T12:00:01Z', false],
  ])('[DL15] at %s, asked at noon on 2 July 2027: %s', (closesAt, allowed) => {
    expect(checkDeadline(new Date(closesAt), at('12:00')).allowed).toBe(allowed)
  })

  it('[DL5] is put back while the round is open', () => {
    expect(checkExtension(openUntilNoon, at('18:00'), at('11:00'))).toEqual({ allowed: true })
  })

  it('[DL15] is not put back beyond a year', () => {
    expect(checkExtension(openUntilNoon, new Date('2028-07-03T12:00:00Z'), at('11:00'))).toEqual({
      allowed: false,
      code: 'deadline-too-soon',
    })
  })

  it('[DL5] is never brought forward', () => {
    expect(checkExtension(openUntilNoon, at('11:30'), at('11:00')).allowed).toBe(false)
    expect(checkExtension(openUntilNoon, at('12:00'), at('11:00'))).toEqual({
      allowed: false,
      code: 'deadline-too-soon',
    })
  })

  it('[DL5] does not open a round again once it is closed or past', () => {
    const refused = { allowed: false, code: 'round-closed' }
    expect(checkExtension({ ...openUntilNoon, state: 'closed' }, at('18:00'), at('11:00'))).toEqual(refused)
    expect(checkExtension(openUntilNoon, at('18:00'), at('12:00'))).toEqual(refused)
  })
})
