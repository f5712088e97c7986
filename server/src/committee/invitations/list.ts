import type { InvitationLine } from '@reliance/shared/committee/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../../caller'
import type { Clock } from '../../clock'
import type { Database } from '../../db/client'
import { inTransaction, type Transaction } from '../../db/transaction'
import { normalizeEmail } from '../../auth/email'
import type { Administer } from '../administration'
import { selectColleges } from '../colleges/store'
import type { Members } from '../members/service'
import { selectMemberEmails } from '../members/store'
import { issueInvitations } from './issuing'
import { checkLines, type CheckedLine } from './list-check'
import { readList, type RawList } from './list-reading'
import { problemText } from './problems'
import type { InvitationSending } from './sending'
import { selectOpenInvitations } from './store'

export type InvitationList = ReturnType<typeof createInvitationList>

const mostLines = 500

/** Inviting many people at once, from a pasted or uploaded list. */
export function createInvitationList(parts: {
  database: Database
  clock: Clock
  members: Members
  administer: Administer
  send: InvitationSending
}) {
  const { database, clock, members, administer, send } = parts

  function read(csv: string): RawList {
    const list = readList(csv)
    if (list.lines.length > mostLines)
      throw new DomainError('too-many-lines', { field: 'csv', values: { maximum: mostLines } })
    return list
  }

  /** Expired invitations do not count as invited: the list may ask these people again. */
  async function check(
    tx: Transaction,
    caller: Caller,
    committeeId: string,
    list: RawList,
  ): Promise<CheckedLine[]> {
    const emails = list.lines.map(({ cells }) => normalizeEmail(cells.email))
    const open = await selectOpenInvitations(tx, committeeId, emails)
    const waiting = open.filter(({ expiresAt }) => expiresAt > clock.now())
    const existing = {
      colleges: await selectColleges(tx, committeeId),
      memberEmails: new Set(await selectMemberEmails(tx, committeeId, emails)),
      invitedEmails: new Set(waiting.map(({ email }) => email)),
    }
    return checkLines(list.lines, existing, caller.locale)
  }

  /** The first line is shown only when something is wrong with it. */
  function headerLines({ header, headerLine }: RawList, { locale }: Caller): InvitationLine[] {
    if (header.length === 0) return []
    const problems = header.map((problem) => ({
      field: problem.field,
      message: problemText(problem, locale),
    }))
    return [{ line: headerLine, name: '', email: '', college: '', organisation: '', role: '', problems }]
  }

  return {
    async preview(caller: Caller, committeeId: string, csv: string) {
      await members.authorise(caller, committeeId, 'committee.administer')
      const list = read(csv)
      const checked = await inTransaction(database, (tx) => check(tx, caller, committeeId, list))
      return {
        lines: [...headerLines(list, caller), ...checked.map(({ shown }) => shown)],
        ready: checked.filter(({ invitee }) => invitee).length,
      }
    },

    async invite(caller: Caller, committeeId: string, csv: string) {
      await members.authorise(caller, committeeId, 'committee.administer')
      const list = read(csv)
      const { checked, issued } = await administer(
        caller,
        committeeId,
        [liveKey.members(committeeId), liveKey.committee(committeeId)],
        async (tx, record) => {
          const checked = await check(tx, caller, committeeId, list)
          const invitees = checked.flatMap(({ invitee }) => invitee ?? [])
          return { checked, issued: await issueInvitations(tx, clock, caller, committeeId, invitees, record) }
        },
      )
      await send(caller, committeeId, issued)
      const refused = checked.filter(({ invitee }) => !invitee).map(({ shown }) => shown)
      return { invited: issued.length, lines: [...headerLines(list, caller), ...refused] }
    },
  }
}
