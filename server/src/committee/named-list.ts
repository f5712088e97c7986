import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../caller'
import type { Transaction } from '../db/transaction'
import type { Administer } from './administration'
import { isNameTaken } from './fold'

type Names = { nameFr: string; nameEn: string }
type Named = Names & { id: string }

/** The queries of what is kept in a list; `remove` is asked only for what is not used. */
type ListStore<Thing, Fields> = {
  select(tx: Transaction, committeeId: string): Promise<Thing[]>
  insert(tx: Transaction, committeeId: string, fields: Fields): Promise<Thing>
  update(tx: Transaction, id: string, fields: Fields): Promise<Thing>
  isUsed(tx: Transaction, id: string): Promise<boolean>
  remove(tx: Transaction, id: string): Promise<void>
}

/**
 * Trims the names of what is to be in the list; `id` is that of the one being changed.
 * @throws DomainError `not-found` when it is not in this committee's list, `duplicate-name` when another has its name.
 */
export function acceptNames<Fields extends Names>(
  existing: readonly Named[],
  input: Fields,
  id?: string,
): Fields {
  const accepted = { ...input, nameFr: input.nameFr.trim(), nameEn: input.nameEn.trim() }
  if (id !== undefined) refuseForeign(existing, id)
  if (isNameTaken({ ...accepted, id }, existing)) throw new DomainError('duplicate-name', { field: 'nameFr' })
  return accepted
}

/** A list that coordinators keep, of things with a name in each language: no two alike, none removed while in use. */
export function createNamedList<Thing extends Named, Fields extends Names>(parts: {
  kind: 'axis' | 'college'
  administer: Administer
  store: ListStore<Thing, Fields>
}) {
  const { kind, administer, store } = parts
  const object = (id: string) => ({ type: kind, id })
  const keys = (committeeId: string) => [liveKey.committee(committeeId)]

  return {
    add: (caller: Caller, committeeId: string, input: Fields): Promise<Thing> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const accepted = acceptNames(await store.select(tx, committeeId), input)
        const thing = await store.insert(tx, committeeId, accepted)
        await record(`${kind}-added`, object(thing.id))
        return thing
      }),

    change: (caller: Caller, committeeId: string, id: string, input: Fields): Promise<Thing> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        const accepted = acceptNames(await store.select(tx, committeeId), input, id)
        await record(`${kind}-changed`, object(id))
        return store.update(tx, id, accepted)
      }),

    remove: (caller: Caller, committeeId: string, id: string): Promise<void> =>
      administer(caller, committeeId, keys(committeeId), async (tx, record) => {
        refuseForeign(await store.select(tx, committeeId), id)
        if (await store.isUsed(tx, id)) throw new DomainError(`${kind}-in-use`)
        await store.remove(tx, id)
        await record(`${kind}-removed`, object(id))
      }),
  }
}

function refuseForeign(existing: readonly Named[], id: string): void {
  if (!existing.some((other) => other.id === id)) throw new DomainError('not-found')
}
