import { Type, type Static } from 'typebox'
import { Id } from '../fields'

/** A person as others see them: a name and the college that they speak from. */
export const PersonMark = Type.Object({
  personId: Id,
  name: Type.String(),
  collegeId: Type.Union([Id, Type.Null()]),
})
export type PersonMark = Static<typeof PersonMark>
