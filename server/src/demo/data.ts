import type { CommentType } from '@reliance/shared/comments/schemas'
import type { Role, Voice } from '@reliance/shared/committee/schemas'
import type { ConsentAnswer } from '@reliance/shared/deliberation/schemas'
import type { Locale } from '@reliance/shared/locale'
import type { BlockKind } from '@reliance/shared/realtime/schemas'
import type { FrascatiType } from '@reliance/shared/roadmap/schemas'
import type { StatementSectionId } from '@reliance/shared/statements/template'
import committee from './committee.json' with { type: 'json' }

export type DemoPerson = {
  id: string
  name: string
  email: string
  locale: Locale
  college: string | null
  organisation: string | null
  roles: Role[]
  voice: Voice
}

/** A block of a text with the person who writes it; `revision`: only after the first round. */
export type Passage = {
  section?: StatementSectionId
  kind: BlockKind
  author: string
  text: string
  revision?: boolean
}

export type DemoStatement = {
  id: string
  title: string
  axes: string[]
  carrier: string
  passages: Passage[]
}

export type DemoComment = {
  id: string
  statement: string
  quote: string
  author: string
  type: CommentType
  text: string
  replies: { author: string; text: string }[]
  outcome: { by: string; outcome: 'integrated' | 'obsolete' } | null
}

export type DemoRound = {
  id: string
  statement: string
  title: string
  proposal: string
  answers: { person: string; answer: ConsentAnswer; reason?: string }[]
}

export type DemoItem = {
  id: string
  round: string
  axis: string
  title: string
  question: string
  frascatiType: FrascatiType
  lead: string
  startQuarter: number
  endQuarter: number
}

/** People, statements, rounds and items name each other, the colleges and the axes by the ids of the file. */
export type Demonstration = {
  committee: { name: string; territory: string; programmeStart: string }
  /** French names, as a new committee has them. */
  colleges: Record<string, string>
  axes: Record<string, string>
  coordinator: { id: string; name: string; email: string }
  people: DemoPerson[]
  statements: DemoStatement[]
  comments: DemoComment[]
  rounds: DemoRound[]
  roadmap: DemoItem[]
  note: { title: string; carrier: string; passages: Passage[] }
}

/** A fictional committee of fifty; nobody and no position in it is real. */
export const demonstration = committee as Demonstration
