import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { CommitteeSettingsService } from '../committee/settings/service'
import type { Database } from '../db/client'
import type { Deliberation } from '../deliberation/service'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'

/** What the roadmap is made with; each file of this module takes the parts that it needs. */
export type RoadmapParts = {
  database: Database
  clock: Clock
  journal: Pick<Journal, 'record'>
  live: Pick<LiveHub, 'publish'>
  members: Pick<Members, 'actorOf' | 'marks' | 'personOfMember'>
  committee: Pick<CommitteeSettingsService, 'read'>
  deliberation: Pick<Deliberation, 'decision'>
}
