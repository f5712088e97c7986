import type { RoadmapItem } from '@reliance/shared/roadmap/schemas'
import type { Lane } from './lanes'

/** Sizes of the drawing, in its own units. */
export const sizes = { width: 1200, head: 48, lane: 34, row: 46, gap: 10, letter: 7.4 } as const

export type DrawnItem = {
  item: RoadmapItem
  x: number
  y: number
  width: number
  /** Where the title stands, and which of its ends is there: it runs back from the end when there is no room after the start. */
  text: { x: number; anchor: 'start' | 'end'; words: string }
}
export type DrawnLane = { lane: Lane; y: number; height: number; items: DrawnItem[] }

function titleOf(title: string, room: number): string {
  const letters = [...title]
  const fitting = Math.floor(room / sizes.letter)
  return letters.length <= fitting
    ? title
    : `${letters
        .slice(0, fitting - 1)
        .join('')
        .trimEnd()}…`
}

/** Where everything of a timeline stands: one row for each item, under the name of its lane. */
export function layOut(lanes: readonly Lane[], quarters: number): { lanes: DrawnLane[]; height: number } {
  const column = sizes.width / quarters
  let y: number = sizes.head
  const drawn = lanes.map((lane) => {
    const top = y
    const items = lane.items.map((item, index): DrawnItem => {
      const x = (item.startQuarter - 1) * column
      const end = item.endQuarter * column
      const fitsAfterStart = [...item.title].length * sizes.letter <= sizes.width - x - 8
      const anchor = fitsAfterStart || sizes.width - x >= end ? 'start' : 'end'
      const room = anchor === 'start' ? sizes.width - x : end
      return {
        item,
        x,
        y: top + sizes.lane + index * sizes.row,
        width: end - x,
        text: { x: anchor === 'start' ? x + 2 : end - 2, anchor, words: titleOf(item.title, room - 8) },
      }
    })
    const height = sizes.lane + Math.max(0.7, items.length) * sizes.row + sizes.gap
    y += height
    return { lane, y: top, height, items }
  })
  return { lanes: drawn, height: y }
}
