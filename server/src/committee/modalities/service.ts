import type { Modality } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../../caller'
import type { Administer } from '../administration'
import { acceptNames } from '../named-list'
import { selectModalities, updateModality } from './store'

export type Modalities = ReturnType<typeof createModalities>

/** The forms that the committee's research takes. A modality may stay unnamed as long as it is disabled. */
export function createModalities({ administer }: { administer: Administer }) {
  return {
    change: (
      caller: Caller,
      committeeId: string,
      modalityId: string,
      input: Omit<Modality, 'id'>,
    ): Promise<Modality> =>
      administer(caller, committeeId, [liveKey.committee(committeeId)], async (tx, record) => {
        const modality = acceptNames(await selectModalities(tx, committeeId), input, modalityId)
        for (const field of ['nameFr', 'nameEn'] as const) {
          if (modality.enabled && modality[field] === '') throw new DomainError('missing-field', { field })
        }
        await record('modality-changed', { type: 'modality', id: modalityId })
        return updateModality(tx, modalityId, modality)
      }),
  }
}
