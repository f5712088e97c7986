import { describe, expect, it } from 'vitest'
import { startingAxes, startingColleges, startingModalities } from '@reliance/shared/committee/starting-set'

describe('the starting set', () => {
  it('has five colleges for fifty seats, whose weights make a hundred and none of which has half', () => {
    expect(startingColleges).toHaveLength(5)
    expect(startingColleges.reduce((total, { seats }) => total + seats, 0)).toBe(50)
    expect(startingColleges.reduce((total, { weightPercent }) => total + weightPercent, 0)).toBe(100)
    expect(Math.max(...startingColleges.map(({ weightPercent }) => weightPercent))).toBeLessThan(50)
  })

  it('has three axes from the start and two that can be taken up', () => {
    expect(startingAxes.map(({ status }) => status)).toEqual([
      'initial',
      'initial',
      'initial',
      'available',
      'available',
    ])
  })

  it('has three enabled modalities, and a fourth without a name that is not', () => {
    expect(startingModalities.map(({ nameFr, enabled }) => [nameFr, enabled])).toEqual([
      ['Transfert', true],
      ['R&D territoriale', true],
      ['R&D interne', true],
      ['', false],
    ])
  })

  it.each([
    ['colleges', startingColleges],
    ['axes', startingAxes],
    ['modalities', startingModalities],
  ])('numbers the %s from 1, in order, each with its own colour where it has one', (_, rows) => {
    const numbers = rows.map((_row, index) => index + 1)
    expect(rows.map(({ position }) => position)).toEqual(numbers)
    const palettes = rows.flatMap((row) => ('palette' in row ? [row.palette] : []))
    expect(palettes.length === 0 ? numbers : palettes).toEqual(numbers)
  })
})
