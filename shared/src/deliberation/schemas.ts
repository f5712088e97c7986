import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'
import { Id, Instant, Sha256, Title, limits } from '../fields'

export const ConsentAnswer = Type.Enum(['no_objection', 'reservation', 'objection'])
export type ConsentAnswer = Static<typeof ConsentAnswer>

export const RoundState = Type.Enum(['open', 'closed'])
export type RoundState = Static<typeof RoundState>

export const DecisionOutcome = Type.Enum(['adopted', 'objected', 'no_quorum'])
export type DecisionOutcome = Static<typeof DecisionOutcome>

/** Fixed when the round opens; `rulesSha256` is the digest of their canonical JSON. */
export const RoundRules = Type.Object({
  method: Type.Enum(['consent']),
  /** Share of the electors who must answer, in percent. */
  quorumPercent: Type.Integer({ minimum: 0, maximum: 100 }),
  /** Answers needed in each college that has electors. */
  quorumPerCollege: Type.Integer({ minimum: 0, maximum: 100 }),
  silence: Type.Enum(['non-participation']),
})
export type RoundRules = Static<typeof RoundRules>

export const AnswerCounts = Type.Object({
  no_objection: Type.Integer(),
  reservation: Type.Integer(),
  objection: Type.Integer(),
})
export type AnswerCounts = Static<typeof AnswerCounts>

const QuorumPart = { needed: Type.Integer(), reached: Type.Integer(), met: Type.Boolean() }

/** A result as it may be shown: the counts of a small college are hidden (null). */
export const ShownResult = Type.Object({
  electors: Type.Integer(),
  answered: Type.Integer(),
  overall: AnswerCounts,
  byCollege: Type.Array(
    Type.Object({
      collegeId: Type.Union([Id, Type.Null()]),
      electors: Type.Integer(),
      answered: Type.Integer(),
      counts: Type.Union([AnswerCounts, Type.Null()]),
    }),
  ),
  quorum: Type.Object({
    overall: Type.Object(QuorumPart),
    colleges: Type.Array(Type.Object({ collegeId: Type.Union([Id, Type.Null()]), ...QuorumPart })),
    met: Type.Boolean(),
  }),
  outcome: DecisionOutcome,
})
export type ShownResult = Static<typeof ShownResult>

export const Decision = Type.Object({
  id: Id,
  number: Type.Integer(),
  outcome: DecisionOutcome,
  decidedAt: Instant,
  roundId: Id,
  roundTitle: Title,
  proposal: Type.String(),
  statementId: Id,
  versionId: Id,
})
export type Decision = Static<typeof Decision>

export const RoundSummary = Type.Object({
  id: Id,
  title: Title,
  proposal: Type.String(),
  state: RoundState,
  statementId: Id,
  versionId: Id,
  openedAt: Instant,
  closesAt: Instant,
  closedAt: Type.Union([Instant, Type.Null()]),
  electors: Type.Integer(),
  answered: Type.Integer(),
  isElector: Type.Boolean(),
  hasAnswered: Type.Boolean(),
  outcome: Type.Union([DecisionOutcome, Type.Null()]),
})
export type RoundSummary = Static<typeof RoundSummary>

/** A named answer; the committee sees the reasons of reservations and objections once the round is closed. */
export const NamedReason = Type.Object({
  author: PersonMark,
  answer: ConsentAnswer,
  reason: Type.String(),
})

export const Round = Type.Object({
  ...RoundSummary.properties,
  committeeId: Id,
  versionNumber: Type.Integer(),
  versionSha256: Sha256,
  rules: RoundRules,
  rulesSha256: Sha256,
  /** Who has answered so far, by college; what they answered only after the close. */
  participation: Type.Array(
    Type.Object({
      collegeId: Type.Union([Id, Type.Null()]),
      electors: Type.Integer(),
      answered: Type.Integer(),
    }),
  ),
  myAnswer: Type.Union([
    Type.Object({ answer: ConsentAnswer, reason: Type.String(), updatedAt: Instant }),
    Type.Null(),
  ]),
  /** Null while the round is open. */
  result: Type.Union([ShownResult, Type.Null()]),
  reasons: Type.Array(NamedReason),
  decision: Type.Union([Decision, Type.Null()]),
  may: Type.Object({ answer: Type.Boolean(), close: Type.Boolean(), extend: Type.Boolean() }),
})
export type Round = Static<typeof Round>

export const ReasonText = Type.String({ maxLength: limits.reason })
