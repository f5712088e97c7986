import { DomainError } from '@reliance/shared/errors'
import { toLocale, type Locale } from '@reliance/shared/locale'
import type { Me, Membership } from '@reliance/shared/auth/contract'
import type { Caller } from '../caller'
import type { Database } from '../db/client'
import { inTransaction } from '../db/transaction'
import type { Journal } from '../journal/service'
import { acceptablePassword } from './acceptable-password'
import { normalizeEmail } from './email'
import type { LoginSessions } from './login-session'
import { hashPassword, verifyPassword } from './password'
import type { SignInLimits } from './sign-in-limits'
import { deleteOpenLinks, selectPerson, selectPersonByEmail, updatePerson, type PersonRow } from './store'

export type AccountParts = {
  database: Database
  journal: Journal
  loginSessions: LoginSessions
  limits: SignInLimits
  membershipsOf: (personId: string) => Promise<Membership[]>
  /** Browsers were signed out: their open sockets end too. */
  onSignedOut: (personId: string, loginSessionIds: string[] | 'all') => void
}

export type NewLogin = { token: string; expiresAt: Date; me: Me }

export type Account = ReturnType<typeof createAccount>

/** Signing in and out, and what a person changes of their own account. */
export function createAccount(parts: AccountParts) {
  const { database, journal, loginSessions, limits, membershipsOf, onSignedOut } = parts

  async function describe(person: PersonRow): Promise<Me> {
    const { id, name, email, locale } = person
    return { person: { id, name, email, locale: toLocale(locale) }, memberships: await membershipsOf(id) }
  }

  async function personOf(caller: Caller): Promise<PersonRow> {
    const person = await selectPerson(database.prisma, caller.personId)
    if (!person) throw new DomainError('not-signed-in')
    return person
  }

  /** The caller's password again, before something that would let a borrowed browser take the account over. */
  async function confirm(
    caller: Caller,
    password: string,
    address: string,
    field: string,
  ): Promise<PersonRow> {
    const person = await personOf(caller)
    await limits.begin(person.email, address)
    if (!(await verifyPassword(person.passwordHash, password)))
      throw new DomainError('bad-password', { field })
    await limits.succeed(person.email, address)
    return person
  }

  async function beginLogin(person: PersonRow): Promise<NewLogin> {
    return { ...(await loginSessions.begin(person.id)), me: await describe(person) }
  }

  return {
    describe,
    beginLogin,
    confirm,

    /** @throws DomainError `wrong-credentials`, the same whether the account exists or not. */
    async signIn(typedEmail: string, password: string, address: string): Promise<NewLogin> {
      const email = normalizeEmail(typedEmail)
      await limits.begin(email, address)
      const person = await selectPersonByEmail(database.prisma, email)
      const right = await verifyPassword(person?.passwordHash ?? null, password)
      if (!person || !right) throw new DomainError('wrong-credentials')
      await limits.succeed(email, address)
      return beginLogin(person)
    },

    me: async (caller: Caller): Promise<Me> => describe(await personOf(caller)),

    async signOut(caller: Caller): Promise<void> {
      await loginSessions.end(caller.loginSessionId)
      onSignedOut(caller.personId, [caller.loginSessionId])
    },

    async signOutEverywhere(caller: Caller): Promise<void> {
      await loginSessions.endAll(caller.personId)
      onSignedOut(caller.personId, 'all')
    },

    async changeProfile(caller: Caller, change: { name?: string; locale?: Locale }): Promise<Me> {
      await inTransaction(database, async (tx) => {
        const name = change.name?.trim()
        await updatePerson(tx, caller.personId, { ...change, ...(name === undefined ? {} : { name }) })
        await journal.record(tx, {
          committeeId: null,
          actorId: caller.personId,
          act: 'profile-changed',
          object: { type: 'person', id: caller.personId },
        })
      })
      return describe(await personOf(caller))
    },

    async changePassword(caller: Caller, current: string, next: string, address: string): Promise<void> {
      const person = await confirm(caller, current, address, 'currentPassword')
      acceptablePassword(next, person, 'newPassword')
      const passwordHash = await hashPassword(next)
      await inTransaction(database, async (tx) => {
        await updatePerson(tx, person.id, { passwordHash })
        await deleteOpenLinks(tx, person.id)
        await journal.record(tx, {
          committeeId: null,
          actorId: person.id,
          act: 'password-changed',
          object: { type: 'person', id: person.id },
        })
      })
      onSignedOut(person.id, await loginSessions.endOthers(person.id, caller.loginSessionId))
    },
  }
}
