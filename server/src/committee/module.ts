import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import type { Notifications } from '../notifications/service'
import { createAdministration } from './administration'
import { createAxes } from './axes/service'
import { createColleges } from './colleges/service'
import { createCommitteeErasure } from './erasure'
import { createFounding } from './founding/service'
import { createInvitationAcceptance } from './invitations/acceptance'
import { createInvitationList } from './invitations/list'
import { createInvitationSending } from './invitations/sending'
import { createInvitations } from './invitations/service'
import { createMemberChanges } from './members/changes'
import type { Members } from './members/service'
import { createModalities } from './modalities/service'
import { createCommitteeSettings } from './settings/service'

export type CommitteeModule = ReturnType<typeof createCommitteeModule>

/**
 * The services of this folder, put together. `members` is made before, from the database alone: the live hub and
 * every other module need it.
 */
export function createCommitteeModule(parts: {
  database: Database
  clock: Clock
  journal: Journal
  live: Pick<LiveHub, 'publish' | 'publishToPerson'>
  notifications: Pick<Notifications, 'sendAll' | 'withdraw' | 'forget'>
  members: Members
  publicUrl: string
  onMemberChanged: (personId: string) => Promise<void> | void
}) {
  const { members } = parts
  const administer = createAdministration(parts)
  const committee = createCommitteeSettings({ ...parts, administer })
  const send = createInvitationSending({ ...parts, committee })
  return {
    members,
    memberChanges: createMemberChanges({ ...parts, administer }),
    committee,
    founding: createFounding(parts),
    colleges: createColleges({ ...parts, administer }),
    axes: createAxes({ administer }),
    modalities: createModalities({ administer }),
    invitations: createInvitations({ ...parts, administer, send }),
    invitationList: createInvitationList({ ...parts, administer, send }),
    acceptance: createInvitationAcceptance(parts),
    erasure: createCommitteeErasure(parts),
  }
}
