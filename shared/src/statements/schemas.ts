import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'
import { Id, Instant, Sha256, Title } from '../fields'

export const StatementState = Type.Enum([
  'situation',
  'draft',
  'peer_review',
  'deliberation',
  'adopted',
  'set_aside',
  'merged',
  'revised',
])
export type StatementState = Static<typeof StatementState>

/** Someone whose browser is on the document now. */
export const Presence = Type.Object({ ...PersonMark.properties, mayWrite: Type.Boolean() })
export type Presence = Static<typeof Presence>

export const FrozenVersion = Type.Object({
  id: Id,
  statementId: Id,
  number: Type.Integer(),
  title: Title,
  sha256: Sha256,
  frozenAt: Instant,
  frozenBy: PersonMark,
})
export type FrozenVersion = Static<typeof FrozenVersion>

/** A statement as the first screen lists it. */
export const StatementSummary = Type.Object({
  id: Id,
  documentId: Id,
  title: Title,
  state: StatementState,
  axisIds: Type.Array(Id),
  updatedAt: Instant,
  openThreads: Type.Integer(),
  presence: Type.Array(Presence),
})
export type StatementSummary = Static<typeof StatementSummary>

export const Statement = Type.Object({
  ...StatementSummary.properties,
  committeeId: Id,
  createdBy: PersonMark,
  setAsideReason: Type.Union([Type.String(), Type.Null()]),
  invitedWriters: Type.Array(PersonMark),
  versions: Type.Array(FrozenVersion),
  /** What the reader may do, decided by `can`. */
  may: Type.Object({
    write: Type.Boolean(),
    comment: Type.Boolean(),
    freeze: Type.Boolean(),
    inviteWriters: Type.Boolean(),
    openRound: Type.Boolean(),
    /** States that the reader may move it to by hand. */
    moveTo: Type.Array(StatementState),
  }),
})
export type Statement = Static<typeof Statement>
