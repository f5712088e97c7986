import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  programmeQuarterOf,
  programmeQuarters,
  quarterLabel,
  quarterOf,
} from '@reliance/shared/roadmap/quarters'

describe('a programme from October 2027', () => {
  it('has 2027-T4 first, from 1 October to 31 December', () => {
    expect(quarterLabel('2027-10-01', 1)).toEqual({
      number: 1,
      year: 2027,
      quarter: 4,
      label: { fr: '2027-T4', en: '2027-Q4' },
      start: '2027-10-01',
      end: '2027-12-31',
    })
  })

  it('has twelve quarters in three years, to 30 September 2030', () => {
    const quarters = programmeQuarters('2027-10-01', 3)
    expect(quarters.map(({ label }) => label.fr)).toEqual([
      '2027-T4',
      '2028-T1',
      '2028-T2',
      '2028-T3',
      '2028-T4',
      '2029-T1',
      '2029-T2',
      '2029-T3',
      '2029-T4',
      '2030-T1',
      '2030-T2',
      '2030-T3',
    ])
    expect(quarters.at(-1)?.end).toBe('2030-09-30')
  })
})

describe('a programme that starts within a quarter of the calendar', () => {
  it('counts three months from the start of its month, and is named after where that falls', () => {
    expect(programmeQuarters('2027-12-15', 1).map(({ label, start, end }) => [label.en, start, end])).toEqual(
      [
        ['2027-Q4', '2027-12-01', '2028-02-29'],
        ['2028-Q1', '2028-03-01', '2028-05-31'],
        ['2028-Q2', '2028-06-01', '2028-08-31'],
        ['2028-Q3', '2028-09-01', '2028-11-30'],
      ],
    )
  })

  it('ends in February as the year has it', () => {
    expect(quarterLabel('2026-12-01', 1).end).toBe('2027-02-28')
    expect(quarterLabel('2099-12-01', 1).end).toBe('2100-02-28')
    expect(quarterLabel('1999-12-01', 1).end).toBe('2000-02-29')
  })
})

describe('the quarter of a day', () => {
  it.each([
    ['2027-01-01', 1],
    ['2027-03-31', 1],
    ['2027-04-01', 2],
    ['2027-07-02', 3],
    ['2027-12-31', 4],
  ])('%s is in quarter %i', (day, quarter) => {
    expect(quarterOf(day)).toEqual({ year: 2027, quarter })
  })

  it.each([
    ['2027-06-30', -1],
    ['2027-09-30', 0],
    ['2027-10-01', 1],
    ['2027-12-31', 1],
    ['2028-01-01', 2],
    ['2030-09-30', 12],
    ['2030-10-01', 13],
  ])('%s is number %i of a programme from October 2027', (day, number) => {
    expect(programmeQuarterOf('2027-10-01', day)).toBe(number)
  })
})

describe('any programme', () => {
  const day = fc
    .date({ min: new Date('1990-01-01'), max: new Date('2120-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))

  it('has quarters that follow each other without a gap, each in the next of the calendar', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 10 }), (start, years) => {
        const quarters = programmeQuarters(start, years)
        expect(quarters).toHaveLength(years * 4)
        quarters.slice(1).forEach((next, index) => {
          const previous = quarters[index]
          const dayAfter = new Date(Date.parse(`${previous?.end}T00:00:00Z`) + 86_400_000)
          expect(next.start).toBe(dayAfter.toISOString().slice(0, 10))
          expect(next.year * 4 + next.quarter).toBe((previous?.year ?? 0) * 4 + (previous?.quarter ?? 0) + 1)
        })
      }),
    )
  })

  it('finds its own days in the quarter that holds them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (start, number) => {
        const quarter = quarterLabel(start, number)
        expect(programmeQuarterOf(start, quarter.start)).toBe(number)
        expect(programmeQuarterOf(start, quarter.end)).toBe(number)
      }),
    )
  })
})

describe('bad input', () => {
  it.each(['2027-13-01', '2027-00-01', '2027-02-30', '2027-10-00', '2027-10-1', '01/10/2027', ''])(
    'refuses %j as a day',
    (day) => {
      expect(() => quarterOf(day)).toThrow(RangeError)
    },
  )

  it.each([0, -1, 1.5, Number.NaN])('refuses %d as a number of quarter', (number) => {
    expect(() => quarterLabel('2027-10-01', number)).toThrow(RangeError)
  })
})
