import { addRange, stateVectorOf, withoutRanges, type Ranges } from '@reliance/shared/realtime/ranges'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const stretches = fc.array(fc.tuple(fc.nat(2), fc.nat(40), fc.nat(8)), { maxLength: 30 })
const rangesOf = (list: [number, number, number][]): Ranges => {
  const ranges: Ranges = new Map()
  for (const [client, start, length] of list) addRange(ranges, client, start, start + length)
  return ranges
}
/** The same, as a plain set of points: what the ranges must agree with. */
const pointsOf = (list: [number, number, number][]): Set<string> =>
  new Set(
    list.flatMap(([client, start, length]) => Array.from({ length }, (_, at) => `${client}:${start + at}`)),
  )
const pointsOfRanges = (ranges: Ranges): Set<string> =>
  pointsOf(
    [...ranges].flatMap(([client, list]) =>
      list.map(({ start, end }): [number, number, number] => [client, start, end - start]),
    ),
  )

describe('ranges of clocks', () => {
  it('[RT5] hold exactly the points added, sorted and never touching', () => {
    fc.assert(
      fc.property(stretches, (list) => {
        const ranges = rangesOf(list)
        expect(pointsOfRanges(ranges)).toEqual(pointsOf(list))
        for (const sorted of ranges.values()) {
          for (const [index, range] of sorted.entries()) {
            expect(range.end).toBeGreaterThan(range.start)
            if (index > 0) expect(range.start).toBeGreaterThan(sorted[index - 1]!.end)
          }
        }
      }),
    )
  })

  it('[RT5] without others are the points that only the first hold', () => {
    fc.assert(
      fc.property(stretches, stretches, (list, held) => {
        const rest = pointsOfRanges(withoutRanges(rangesOf(list), rangesOf(held)))
        const other = pointsOf(held)
        expect(rest).toEqual(new Set([...pointsOf(list)].filter((point) => !other.has(point))))
      }),
    )
  })

  it('[RT4] make a state vector of what is held from 0 without a hole', () => {
    expect(
      stateVectorOf(
        rangesOf([
          [0, 0, 5],
          [0, 5, 2],
          [0, 9, 1],
          [1, 1, 4],
        ]),
      ),
    ).toEqual(new Map([[0, 7]]))
  })
})
