import type { Axis } from '@reliance/shared/committee/schemas'
import type { RoadmapItem } from '@reliance/shared/roadmap/schemas'

/** An axis with its items, first things first. */
export type Lane = { axis: Axis; items: RoadmapItem[] }

/** A lane for each axis that has items or may still get some. */
export function lanesOf(axes: readonly Axis[], items: readonly RoadmapItem[]): Lane[] {
  return axes
    .map((axis) => ({
      axis,
      items: items
        .filter(({ axisId }) => axisId === axis.id)
        .sort((a, b) => a.startQuarter - b.startQuarter || a.endQuarter - b.endQuarter),
    }))
    .filter(({ axis, items: own }) => own.length > 0 || axis.status === 'initial' || axis.status === 'active')
}
