import type { Actor } from '../committee/permissions'
import type { StatementState } from '../statements/schemas'

/** An open round. */
export type OpenRound = {
  id: string
  title: string
  closesAt: string
  isElector: boolean
  hasAnswered: boolean
  electors: number
  answered: number
  quorumMet: boolean
  /** Colleges that have not reached their quorum yet. */
  missingColleges: number
}

export type StatementInHand = {
  id: string
  title: string
  state: StatementState
  createdById: string
  invitedWriterIds: readonly string[]
  openThreads: number
  hasOpenRound: boolean
  /** Whether this person has written or commented in it. */
  touchedByMe: boolean
  /** How many people besides the one who made it have written or commented in it. */
  readers: number
}

export type ThreadInHand = {
  statementId: string
  state: 'open' | 'answered'
  createdById: string
  lastCommentById: string
}

/** Everything that the answer depends on, as it stands for one person in one committee. */
export type Circumstances = {
  me: Actor
  now: string
  rounds: readonly OpenRound[]
  statements: readonly StatementInHand[]
  threads: readonly ThreadInHand[]
  /** Adopted decisions that no line of the roadmap comes from yet. */
  decisionsWithoutItem: readonly { id: string; title: string }[]
  messagesToHandOn: number
  /** Members and invitations that still hold, this person included. */
  membersAndInvited: number
}
