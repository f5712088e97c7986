import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'
import { Id, Instant, Title, limits, strict } from '../fields'

/** Types of R&D of the Frascati manual (OECD 2015), and what is not R&D. */
export const FrascatiType = Type.Enum([
  'fundamental_free',
  'fundamental_oriented',
  'applied',
  'experimental_development',
  'not_rd',
])
export type FrascatiType = Static<typeof FrascatiType>

/** Quarters are counted from 1, the first of the programme; both ends are included. */
const Quarter = Type.Integer({ minimum: 1, maximum: 40 })

export const RoadmapItem = Type.Object({
  id: Id,
  axisId: Id,
  decisionId: Id,
  decisionNumber: Type.Integer(),
  title: Title,
  question: Type.String(),
  frascatiType: FrascatiType,
  lead: PersonMark,
  leadMemberId: Id,
  startQuarter: Quarter,
  endQuarter: Quarter,
  updatedAt: Instant,
})
export type RoadmapItem = Static<typeof RoadmapItem>

const itemFields = {
  axisId: Id,
  title: Title,
  question: Type.String({ maxLength: limits.question }),
  frascatiType: FrascatiType,
  leadMemberId: Id,
  startQuarter: Quarter,
  endQuarter: Quarter,
}
export const RoadmapItemInput = Type.Object({ decisionId: Id, ...itemFields }, strict)
export const RoadmapItemChange = Type.Partial(Type.Object(itemFields), strict)

/** A quarter with the days that it covers. */
export const RoadmapQuarter = Type.Object({
  number: Type.Integer(),
  year: Type.Integer(),
  quarter: Type.Integer(),
  start: Type.String(),
  end: Type.String(),
})
export type RoadmapQuarter = Static<typeof RoadmapQuarter>

export const Roadmap = Type.Object({
  quarters: Type.Array(RoadmapQuarter),
  items: Type.Array(RoadmapItem),
  may: Type.Object({ propose: Type.Boolean(), edit: Type.Boolean() }),
})
export type Roadmap = Static<typeof Roadmap>
