import { isProgrammeStart } from '@reliance/shared/committee/rules'
import type { Committee, CommitteeSettings } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../../caller'
import type { Database } from '../../db/client'
import type { Administer } from '../administration'
import type { Members } from '../members/service'
import { selectCommittee, selectSettings, updateSettings } from './store'

/** An IANA name that this machine knows, such as `Europe/Paris`. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    // RangeError is how an unknown zone is told.
    return false
  }
}

export type CommitteeSettingsService = ReturnType<typeof createCommitteeSettings>

/** The committee itself: its name, territory and programme. */
export function createCommitteeSettings(parts: {
  database: Database
  members: Members
  administer: Administer
}) {
  const { database, members, administer } = parts

  async function load(committeeId: string): Promise<Committee> {
    const committee = await selectCommittee(database.prisma, committeeId)
    if (!committee) throw new DomainError('not-found')
    return committee
  }

  return {
    /** For other modules; whoever asks has authorised the caller. */
    async settings(committeeId: string): Promise<CommitteeSettings> {
      const settings = await selectSettings(database.prisma, committeeId)
      if (!settings) throw new DomainError('not-found')
      return settings
    },

    async read(caller: Caller, committeeId: string): Promise<Committee> {
      await members.authorise(caller, committeeId, 'committee.read')
      return load(committeeId)
    },

    async change(
      caller: Caller,
      committeeId: string,
      change: Partial<CommitteeSettings>,
    ): Promise<Committee> {
      const keys = [liveKey.committee(committeeId), liveKey.roadmap(committeeId)]
      await administer(caller, committeeId, keys, async (tx, record) => {
        const { programmeStart, timeZone, name, territory } = change
        if (programmeStart !== undefined && !isProgrammeStart(programmeStart))
          throw new DomainError('invalid-day', { field: 'programmeStart' })
        if (timeZone !== undefined && !isTimeZone(timeZone))
          throw new DomainError('invalid-value', { field: 'timeZone' })
        const trimmed = { name: name?.trim(), territory: territory?.trim() }
        await updateSettings(tx, committeeId, { ...change, ...trimmed })
        await record('settings-changed', { type: 'committee', id: committeeId })
      })
      return load(committeeId)
    },
  }
}
