import { DomainError } from '@reliance/shared/errors'
import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import { sha256 } from '../digest'
import { addAttempt, deleteFailures, deleteOldFailures, subtractAttempts } from './store'

const minute = 60_000
const windowLength = 15 * minute

/**
 * Wrong passwords allowed in a window. One address may serve a whole committee, so it is given many; an account
 * tried from everywhere is given more than from one address, so that a stranger cannot shut its owner out cheaply.
 */
const allowed = { accountAtAddress: 5, account: 25, address: 100 }
type Scope = keyof typeof allowed

export type SignInLimits = ReturnType<typeof createSignInLimits>

export function createSignInLimits({ database, clock }: { database: Database; clock: Clock }) {
  const keysOf = (email: string, address: string): Record<Scope, string> => ({
    accountAtAddress: sha256(`account:${email}:${address}`),
    account: sha256(`account:${email}`),
    address: sha256(`address:${address}`),
  })

  const windowStart = () => new Date(clock.now().getTime() - windowLength)

  return {
    /**
     * Counts the attempt before the password is looked at, so that many at once cannot pass together.
     * @throws DomainError `too-many-attempts` with the minutes to wait.
     */
    async begin(email: string, address: string): Promise<void> {
      const keys = keysOf(email, address)
      const now = clock.now()
      const since = windowStart()
      for (const scope of Object.keys(allowed) as Scope[]) {
        const { failures, firstAt } = await addAttempt(database, keys[scope], now, since)
        if (failures <= allowed[scope]) continue
        const left = firstAt.getTime() + windowLength - now.getTime()
        throw new DomainError('too-many-attempts', {
          values: { minutes: Math.max(1, Math.ceil(left / minute)) },
        })
      }
    },

    /** The password was right: the attempt does not count, and the account at this address starts afresh. */
    async succeed(email: string, address: string): Promise<void> {
      const keys = keysOf(email, address)
      await deleteFailures(database.prisma, keys.accountAtAddress)
      await subtractAttempts(database, [keys.account, keys.address])
    },

    /**
     * The account is erased: its own count goes. Those by address cannot be told apart, as their keys are digests; they go
     * with all that no longer count.
     */
    async forget(tx: Transaction, email: string): Promise<void> {
      await deleteFailures(tx, keysOf(email, '').account)
      await deleteOldFailures(tx, windowStart())
    },

    /** Takes away what no longer counts. */
    sweep: (): Promise<void> => deleteOldFailures(database.prisma, windowStart()),
  }
}
