import { DomainError } from '@reliance/shared/errors'
import type { LinkInfo } from '@reliance/shared/auth/contract'
import type { Locale } from '@reliance/shared/locale'
import type { Caller } from '../caller'
import type { Clock } from '../clock'
import { inTransaction, type Transaction } from '../db/transaction'
import type { Notifications } from '../notifications/service'
import { acceptablePassword } from './acceptable-password'
import type { Account, AccountParts, NewLogin } from './account'
import { normalizeEmail } from './email'
import type { Links } from './links'
import { hashPassword, verifyPassword } from './password'
import {
  countPeople,
  deleteOpenLinks,
  insertPerson,
  selectPerson,
  selectPersonByEmail,
  updatePerson,
  type PersonRow,
} from './store'

/** What the committee module does when somebody comes in. */
export type EntryParts = AccountParts & {
  clock: Clock
  links: Links
  account: Account
  notifications: Notifications
  found: (
    tx: Transaction,
    personId: string,
    committee: { name: string; programmeStart: string },
  ) => Promise<string>
  findInvitation: (
    token: string,
  ) => Promise<{ id: string; committeeId: string; committeeName: string; name: string; email: string }>
  acceptInvitation: (tx: Transaction, invitationId: string, personId: string) => Promise<void>
  /** After the commit: open pages show the newcomer. */
  announce: (committeeId: string, personId: string) => Promise<void>
}

export type Entry = ReturnType<typeof createEntry>

/** The ways in: set-up, invitation, forgotten password, new address. */
export function createEntry(parts: EntryParts) {
  const { database, journal, clock, links, account, limits, loginSessions, notifications, onSignedOut } =
    parts

  async function newPerson(
    tx: Transaction,
    typed: { name: string; email: string; passwordHash: string; locale: Locale },
  ): Promise<PersonRow> {
    const person = await insertPerson(tx, { ...typed, name: typed.name.trim(), createdAt: clock.now() })
    await record(tx, person.id, 'account-made')
    return person
  }

  const record = (tx: Transaction, personId: string, act: string) =>
    journal.record(tx, {
      committeeId: null,
      actorId: personId,
      act,
      object: { type: 'person', id: personId },
    })

  async function ofLink(tx: Transaction, personId: string | null): Promise<PersonRow> {
    const person = personId ? await selectPerson(tx, personId) : null
    if (!person) throw new DomainError('link-unknown')
    return person
  }

  return {
    async readLink(token: string): Promise<LinkInfo> {
      const known = await links.describe(token)
      if (known) return known
      const { name, email, committeeName } = await parts.findInvitation(token)
      const hasAccount = (await selectPersonByEmail(database.prisma, normalizeEmail(email))) !== null
      return { kind: 'invitation', name, email, committeeName, hasAccount }
    },

    async setUp(
      token: string,
      form: { name: string; email: string; password: string; committeeName: string; programmeStart: string },
      locale: Locale,
    ): Promise<NewLogin> {
      await links.open(database.prisma, token, 'set_up')
      acceptablePassword(form.password, form)
      const passwordHash = await hashPassword(form.password)
      const person = await inTransaction(database, async (tx) => {
        await links.use(tx, token, 'set_up')
        if ((await countPeople(tx)) > 0) throw new DomainError('set-up-done')
        const { name, email } = form
        const made = await newPerson(tx, { name, email: normalizeEmail(email), passwordHash, locale })
        await parts.found(tx, made.id, { name: form.committeeName, programmeStart: form.programmeStart })
        return made
      })
      return account.beginLogin(person)
    },

    /** With the password of the account that the address already has, or one for the account that is made now. */
    async acceptInvitation(
      token: string,
      form: { name?: string; password: string },
      reader: { locale: Locale; address: string },
    ): Promise<NewLogin> {
      const invitation = await parts.findInvitation(token)
      const email = normalizeEmail(invitation.email)
      const known = await selectPersonByEmail(database.prisma, email)
      const name = form.name ?? invitation.name
      if (known) {
        await limits.begin(email, reader.address)
        const right = await verifyPassword(known.passwordHash, form.password)
        if (!right) throw new DomainError('bad-password', { field: 'password' })
        await limits.succeed(email, reader.address)
      } else acceptablePassword(form.password, { name, email })
      const passwordHash = known ? '' : await hashPassword(form.password)
      const person = await inTransaction(database, async (tx) => {
        const made = known ?? (await newPerson(tx, { name, email, passwordHash, locale: reader.locale }))
        await parts.acceptInvitation(tx, invitation.id, made.id)
        return made
      })
      await parts.announce(invitation.committeeId, person.id)
      return account.beginLogin(person)
    },

    /** The answer says nothing about whether the account exists; a mail goes only where it does. */
    async forgotPassword(typedEmail: string): Promise<{ mailSet: boolean }> {
      const person = await selectPersonByEmail(database.prisma, normalizeEmail(typedEmail))
      if (person && notifications.mailSet) await links.mailReset(person)
      return { mailSet: notifications.mailSet }
    },

    async resetPassword(token: string, password: string): Promise<NewLogin> {
      const { personId } = await links.open(database.prisma, token, 'reset')
      const owner = await inTransaction(database, (tx) => ofLink(tx, personId))
      acceptablePassword(password, owner)
      const passwordHash = await hashPassword(password)
      await inTransaction(database, async (tx) => {
        await links.use(tx, token, 'reset')
        await updatePerson(tx, owner.id, { passwordHash })
        await deleteOpenLinks(tx, owner.id)
        await record(tx, owner.id, 'password-reset')
      })
      await loginSessions.endAll(owner.id)
      onSignedOut(owner.id, 'all')
      return account.beginLogin(owner)
    },

    /** Where mail is set the new address has to be confirmed; otherwise there is nothing to confirm it by. */
    async changeAddress(caller: Caller, form: { password: string; email: string }, address: string) {
      const person = await account.confirm(caller, form.password, address, 'password')
      const email = normalizeEmail(form.email)
      if (email === person.email) throw new DomainError('already-done', { field: 'email' })
      const taken = await selectPersonByEmail(database.prisma, email)
      if (notifications.mailSet) {
        if (!taken) await links.mailAddressChange(person, email)
        return { confirmed: false }
      }
      if (taken) throw new DomainError('address-in-use', { field: 'email' })
      await inTransaction(database, async (tx) => {
        await updatePerson(tx, person.id, { email })
        await record(tx, person.id, 'address-changed')
      })
      return { confirmed: true }
    },

    async confirmAddress(token: string): Promise<void> {
      await inTransaction(database, async (tx) => {
        const link = await links.use(tx, token, 'address_change')
        const person = await ofLink(tx, link.personId)
        if (!link.email || (await selectPersonByEmail(tx, link.email)))
          throw new DomainError('address-in-use')
        await updatePerson(tx, person.id, { email: link.email })
        await record(tx, person.id, 'address-changed')
      })
    },
  }
}
