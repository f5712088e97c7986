import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import type { DueJobs } from '../due-jobs/service'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import type { Statements } from '../statements/service'

/** What deliberation is made with; each file of this module takes the parts that it needs. */
export type DeliberationParts = {
  database: Database
  clock: Clock
  journal: Pick<Journal, 'record'>
  live: Pick<LiveHub, 'publish'>
  dueJobs: Pick<DueJobs, 'handle' | 'schedule' | 'complete'>
  members: Pick<Members, 'actorOf' | 'marks' | 'electorate'>
  statements: Pick<Statements, 'version' | 'versionInRound' | 'setDecided' | 'decided'>
}

/** The due job that closes a round at its deadline. */
export const closingJob = 'close-round'
