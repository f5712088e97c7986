import type { Axis } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../../caller'
import type { Transaction } from '../../db/transaction'
import type { Administer } from '../administration'
import { isNameTaken } from '../fold'
import { deleteAxis, insertAxis, isAxisUsed, selectAxes, updateAxis, type AxisFields } from './store'

export type Axes = ReturnType<typeof createAxes>

/** The committee's lines of research: an open list. */
export function createAxes({ administer }: { administer: Administer }) {
  const object = (id: string) => ({ type: 'axis', id })
  const keys = (committeeId: string) => [liveKey.committee(committeeId)]

  /** Trims the names and refuses those that another axis has; `id` is that of the axis being changed. */
  async function acceptable(tx: Transaction, committeeId: string, input: AxisFields, id?: string) {
    const axis = { ...input, nameFr: input.nameFr.trim(), nameEn: input.nameEn.trim() }
    const existing = await selectAxes(tx, committeeId)
    if (id !== undefined && !existing.some((other) => other.id === id)) throw new DomainError('not-found')
    if (isNameTaken({ ...axis, id }, existing)) throw new DomainError('duplicate-name', { field: 'nameFr' })
    return axis
  }

  return {
    add: (caller: Caller, committeeId: string, input: AxisFields): Promise<Axis> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const axis = await insertAxis(tx, committeeId, await acceptable(tx, committeeId, input))
        await record('axis-added', object(axis.id))
        return axis
      }),

    change: (caller: Caller, committeeId: string, axisId: string, input: AxisFields): Promise<Axis> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const accepted = await acceptable(tx, committeeId, input, axisId)
        await record('axis-changed', object(axisId))
        return updateAxis(tx, axisId, accepted)
      }),

    remove: (caller: Caller, committeeId: string, axisId: string): Promise<void> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const axes = await selectAxes(tx, committeeId)
        if (!axes.some(({ id }) => id === axisId)) throw new DomainError('not-found')
        if (await isAxisUsed(tx, axisId)) throw new DomainError('axis-in-use')
        await deleteAxis(tx, axisId)
        await record('axis-removed', object(axisId))
      }),
  }
}
