import { freePseudonym } from '@reliance/shared/auth/pseudonym'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import type { Clock } from '../clock'
import type { CommitteeErasure } from '../committee/erasure'
import { inTransaction } from '../db/transaction'
import type { Account, AccountParts } from './account'
import { markErased, selectAddresses, selectPseudonyms } from './erasure-store'

export type Erasure = ReturnType<typeof createErasure>

/**
 * The right to erasure (GDPR, article 17): a person takes away their account themselves. What they contributed stays, as
 * the committee's decisions rest on it, and shows a pseudonym: everything else refers to the person by id.
 */
export function createErasure(
  parts: AccountParts & { clock: Clock; account: Pick<Account, 'confirm'>; committee: CommitteeErasure },
) {
  const { database, clock, journal, limits, account, committee, onSignedOut } = parts

  return {
    async erase(caller: Caller, password: string, address: string): Promise<void> {
      const { id, email } = await account.confirm(caller, password, address, 'password')
      const committeeIds = await inTransaction(database, async (tx) => {
        const changed = await committee.erase(tx, id, await selectAddresses(tx, id, email))
        const name = freePseudonym(await selectPseudonyms(tx))
        if (!(await markErased(tx, id, { name, erasedAt: clock.now() })))
          throw new DomainError('not-signed-in')
        await limits.forget(tx, email)
        await journal.record(tx, {
          committeeId: null,
          actorId: id,
          act: 'account-erased',
          object: { type: 'person', id },
        })
        return changed
      })
      onSignedOut(id, 'all')
      committee.announce(committeeIds)
    },
  }
}
