import { can, type Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import type { Membership } from '@reliance/shared/auth/contract'
import type { Caller } from '../caller'
import type { Database } from '../db/client'
import { inTransaction } from '../db/transaction'
import type { Journal } from '../journal/service'
import type { Links } from './links'
import { selectPersonByEmail } from './store'

export type ResetLinks = ReturnType<typeof createResetLinks>

/** Reset links made by somebody else than their owner: a coordinator, or the operator at the server. */
export function createResetLinks(parts: {
  database: Database
  journal: Journal
  links: Links
  actorOf: (personId: string, committeeId: string) => Promise<Actor | null>
  personOfMember: (committeeId: string, memberId: string) => Promise<string | null>
  membershipsOf: (personId: string) => Promise<Membership[]>
}) {
  const { database, journal, links, actorOf, personOfMember, membershipsOf } = parts

  /** A link to an account opens all its committees: only who coordinates all that it coordinates may make one. */
  async function refuseTakeover(callerId: string, personId: string): Promise<void> {
    const coordinated = async (id: string) =>
      (await membershipsOf(id))
        .filter(({ roles }) => roles.includes('coordinator'))
        .map(({ committeeId }) => committeeId)
    const mine = new Set(await coordinated(callerId))
    if ((await coordinated(personId)).some((id) => !mine.has(id))) throw new DomainError('forbidden')
  }

  return {
    async issueForMember(caller: Caller, committeeId: string, memberId: string) {
      const actor = await actorOf(caller.personId, committeeId)
      if (!actor) throw new DomainError('not-found')
      if (!can(actor, 'member.issue-reset-link')) throw new DomainError('forbidden')
      const personId = await personOfMember(committeeId, memberId)
      if (!personId) throw new DomainError('not-found')
      await refuseTakeover(caller.personId, personId)
      const link = await inTransaction(database, async (tx) => {
        await journal.record(tx, {
          committeeId,
          actorId: caller.personId,
          act: 'reset-link-issued',
          object: { type: 'member', id: memberId },
        })
        return links.issueReset(tx, personId, caller.personId)
      })
      return { url: link.url, expiresAt: link.expiresAt.toISOString() }
    },

    /** `npm run recover`: whoever can run a command on the server may let anyone in; journalled all the same. */
    async recover(email: string): Promise<string | null> {
      return inTransaction(database, async (tx) => {
        const person = await selectPersonByEmail(tx, email)
        if (!person) return null
        await journal.record(tx, {
          committeeId: null,
          actorId: null,
          act: 'reset-link-issued',
          object: { type: 'person', id: person.id },
        })
        return (await links.issueReset(tx, person.id)).url
      })
    },
  }
}
