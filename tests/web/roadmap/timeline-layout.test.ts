import type { Axis } from '@reliance/shared/committee/schemas'
import type { RoadmapItem } from '@reliance/shared/roadmap/schemas'
import { describe, expect, it } from 'vitest'
import type { Lane } from '../../../web/src/routes/(member)/roadmap/lanes'
import { layOut, sizes, type DrawnItem } from '../../../web/src/routes/(member)/roadmap/timeline-layout'

const column = sizes.width / 12
const id = '00000000-0000-7000-8000-000000000001'

function item(startQuarter: number, endQuarter: number, title = 'Vélos partagés'): RoadmapItem {
  return {
    id,
    axisId: id,
    decisionId: id,
    decisionNumber: 1,
    title,
    question: '',
    frascatiType: 'applied',
    lead: { personId: id, name: 'A', collegeId: null },
    leadMemberId: id,
    startQuarter,
    endQuarter,
    updatedAt: '2027-01-01T00:00:00.000Z',
  }
}

function lane(...items: RoadmapItem[]): Lane {
  const axis: Axis = { id, nameFr: 'Mobilité', nameEn: 'Mobility', status: 'initial', palette: 1 }
  return { axis, items }
}

function drawn(...items: RoadmapItem[]): DrawnItem[] {
  return layOut([lane(...items)], 12).lanes[0]?.items ?? []
}

/** From where to where the title is written, at the width that the layout counts for a letter. */
function extent({ text }: DrawnItem): { from: number; to: number } {
  const length = [...text.words].length * sizes.letter
  return text.anchor === 'start'
    ? { from: text.x, to: text.x + length }
    : { from: text.x - length, to: text.x }
}

describe('the bar of an item', () => {
  it.each([
    [1, 1, 0, column],
    [1, 12, 0, sizes.width],
    [12, 12, 11 * column, column],
    [5, 8, 4 * column, 4 * column],
  ])('from quarter %d to the end of quarter %d', (start, end, x, width) => {
    expect(drawn(item(start, end))[0]).toMatchObject({ x, width })
  })

  it('is as wide as the number of quarters asks for', () => {
    expect(layOut([lane(item(20, 20))], 20).lanes[0]?.items[0]).toMatchObject({ x: 1140, width: 60 })
  })
})

describe('the title of an item', () => {
  it('stands at the start of its bar when there is room after it', () => {
    expect(drawn(item(3, 3))[0]?.text).toEqual({
      x: 2 * column + 2,
      anchor: 'start',
      words: 'Vélos partagés',
    })
  })

  it('runs back from the end of its bar when the room is there', () => {
    const title = 'Une navette à la demande entre les villages et la gare'
    expect(drawn(item(11, 12, title))[0]?.text).toEqual({ x: sizes.width - 2, anchor: 'end', words: title })
  })

  it('is cut with an ellipsis, on the side that has more room, when it fits on neither', () => {
    const long = 'mot '.repeat(50).trim()
    const [early, late] = [drawn(item(1, 2, long))[0], drawn(item(11, 12, long))[0]]
    expect([early?.text.anchor, late?.text.anchor]).toEqual(['start', 'end'])
    expect(early?.text.words).toMatch(/^(mot )+mo?t?…$/)
    expect(early?.text.words).not.toContain(' …')
  })

  it('never leaves the drawing, whatever its length and place', () => {
    for (let start = 1; start <= 12; start += 1) {
      for (let end = start; end <= 12; end += 1) {
        for (const letters of [1, 40, 80, 81, 120, 161, 200]) {
          const [only] = drawn(item(start, end, '🚲'.repeat(letters)))
          if (!only) throw new Error('the item was not drawn')
          const { from, to } = extent(only)
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(sizes.width)
        }
      }
    }
  })
})

describe('the lanes', () => {
  const three = layOut([lane(item(1, 2), item(3, 4)), lane(), lane(item(1, 1))], 12)

  it('follow one another under the head, and the drawing ends with the last', () => {
    let y: number = sizes.head
    for (const { y: top, height } of three.lanes) {
      expect(top).toBeCloseTo(y, 9)
      y += height
    }
    expect(three.height).toBeCloseTo(y, 9)
  })

  it('give each item a row of its own, inside the lane', () => {
    for (const { y, height, items } of three.lanes) {
      items.forEach((one, index) => expect(one.y).toBeCloseTo(y + sizes.lane + index * sizes.row, 9))
      expect(y + sizes.lane + items.length * sizes.row).toBeLessThanOrEqual(y + height)
    }
  })

  it('keep a place for an axis without items, smaller than a row', () => {
    const [full, empty] = [three.lanes[2]?.height ?? 0, three.lanes[1]?.height ?? 0]
    expect(empty).toBeGreaterThan(sizes.lane)
    expect(empty).toBeLessThan(full)
  })

  it('of a committee without axes leave the head alone', () => {
    expect(layOut([], 12)).toEqual({ lanes: [], height: sizes.head })
  })
})
