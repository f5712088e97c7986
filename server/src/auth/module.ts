import type { CommitteeModule } from '../committee/module'
import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { Journal } from '../journal/service'
import type { Notifications } from '../notifications/service'
import { createAccount, type AccountParts } from './account'
import { createEntry } from './entry'
import { createErasure } from './erasure'
import { createLinks } from './links'
import type { LoginSessions } from './login-session'
import { createResetLinks } from './reset-links'
import { createSignInLimits } from './sign-in-limits'

export type AuthModule = ReturnType<typeof createAuthModule>

/** The services of this folder, put together. */
export function createAuthModule(parts: {
  database: Database
  clock: Clock
  journal: Journal
  notifications: Notifications
  publicUrl: string
  loginSessions: LoginSessions
  committee: Pick<CommitteeModule, 'members' | 'founding' | 'acceptance' | 'erasure'>
  onSignedOut: AccountParts['onSignedOut']
}) {
  const { members, founding, acceptance, erasure } = parts.committee
  const accountParts: AccountParts = {
    ...parts,
    limits: createSignInLimits(parts),
    membershipsOf: members.membershipsOf,
  }
  const account = createAccount(accountParts)
  const links = createLinks(parts)
  return {
    loginSessions: accountParts.loginSessions,
    limits: accountParts.limits,
    account,
    links,
    erasure: createErasure({ ...accountParts, clock: parts.clock, account, committee: erasure }),
    entry: createEntry({
      ...accountParts,
      clock: parts.clock,
      notifications: parts.notifications,
      links,
      account,
      found: founding.found,
      findInvitation: acceptance.find,
      acceptInvitation: acceptance.accept,
      announce: acceptance.announce,
    }),
    resetLinks: createResetLinks({
      ...parts,
      links,
      actorOf: members.actorOf,
      personOfMember: members.personOfMember,
      membershipsOf: members.membershipsOf,
    }),
  }
}
