import type { Axis } from '@reliance/shared/committee/schemas'
import type { Administer } from '../administration'
import { createNamedList } from '../named-list'
import { deleteAxis, insertAxis, isAxisUsed, selectAxes, updateAxis, type AxisFields } from './store'

export type Axes = ReturnType<typeof createAxes>

/** The committee's lines of research: an open list. */
export function createAxes({ administer }: { administer: Administer }) {
  return createNamedList<Axis, AxisFields>({
    kind: 'axis',
    administer,
    store: {
      select: selectAxes,
      insert: insertAxis,
      update: updateAxis,
      isUsed: isAxisUsed,
      remove: deleteAxis,
    },
  })
}
