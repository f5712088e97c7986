import { startingAxes, startingColleges, startingModalities } from '@reliance/shared/committee/starting-set'
import type { Transaction } from '../../db/transaction'

export type NewCommittee = {
  name: string
  territory: string
  programmeStart: string
  demonstration: boolean
  createdAt: Date
}

/** A committee with the colleges, axes and modalities that every committee starts with. */
export async function insertCommittee(tx: Transaction, committee: NewCommittee): Promise<string> {
  const { id } = await tx.committee.create({
    data: {
      ...committee,
      programmeStart: new Date(committee.programmeStart),
      colleges: { create: startingColleges.map((college) => ({ ...college })) },
      axes: { create: startingAxes.map((axis) => ({ ...axis })) },
      modalities: { create: startingModalities.map((modality) => ({ ...modality })) },
    },
    select: { id: true },
  })
  return id
}
