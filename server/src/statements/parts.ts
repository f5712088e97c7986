import type { Clock } from '../clock'
import type { Comments } from '../comments/service'
import type { Members } from '../committee/members/service'
import type { CommitteeSettingsService } from '../committee/settings/service'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import type { Documents } from '../documents/service'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import type { Rooms } from '../realtime/rooms'

/** What statements are made with; each file of this module takes the parts that it needs. */
export type StatementsParts = {
  database: Database
  clock: Clock
  journal: Journal
  live: Pick<LiveHub, 'publish'>
  members: Pick<Members, 'actorOf' | 'marks'>
  committee: Pick<CommitteeSettingsService, 'read'>
  documents: Pick<Documents, 'create' | 'text' | 'attributed' | 'owner' | 'writers'>
  comments: Pick<Comments, 'openCounts' | 'involvement'>
  rooms: Pick<Rooms, 'read' | 'mend' | 'refreshAccess' | 'presence'>
  /** While a round is open on one of its versions, a statement stays in deliberation. */
  hasOpenRound: (tx: Transaction, statementId: string) => Promise<boolean>
}
