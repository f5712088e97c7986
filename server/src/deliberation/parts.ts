import type { DecisionOutcome } from '@reliance/shared/deliberation/schemas'
import type { StatementState } from '@reliance/shared/statements/schemas'
import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import type { DueJobs } from '../due-jobs/service'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'

/** What deliberation asks of the statements that it is about. */
export type DeliberatedStatements = {
  version: (versionId: string) => Promise<{ committeeId: string; statementId: string } | null>
  /** Read in the transaction that opens a round; `latest`: the statement has no later version. */
  versionInRound: (
    tx: Transaction,
    versionId: string,
  ) => Promise<{ statementState: StatementState; latest: boolean } | null>
  /** In the transaction that closes a round. */
  setDecided: (tx: Transaction, statementId: string, outcome: DecisionOutcome) => Promise<void>
}

/** What deliberation is made with; each file of this module takes the parts that it needs. */
export type DeliberationParts = {
  database: Database
  clock: Clock
  journal: Pick<Journal, 'record'>
  live: Pick<LiveHub, 'publish'>
  dueJobs: Pick<DueJobs, 'handle' | 'schedule' | 'complete' | 'wake'>
  members: Pick<Members, 'actorOf' | 'marks' | 'electorate'>
  statements: DeliberatedStatements
}

/** The due job that closes a round at its deadline. */
export const closingJob = 'close-round'
