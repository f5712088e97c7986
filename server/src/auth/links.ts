import { DomainError } from '@reliance/shared/errors'
import { toLocale } from '@reliance/shared/locale'
import type { LinkInfo } from '@reliance/shared/auth/contract'
import type { Clock } from '../clock'
import type { Database } from '../db/client'
import { inTransaction, type Transaction } from '../db/transaction'
import { newToken, sha256 } from '../digest'
import { instantText, type MessageKind } from '../notifications/texts'
import type { Notifications } from '../notifications/service'
import {
  countPeople,
  insertLink,
  selectLink,
  selectPerson,
  type LinkKind,
  type LinkRow,
  type PersonRow,
  useLink,
} from './store'

const minute = 60_000
/** How long each link works. A reset asked for by mail is short; one handed on by a person has to travel. */
const lifetimes = { set_up: 7 * 24 * 60, reset: 60, reset_handed_on: 48 * 60, address_change: 24 * 60 }

const pages: Record<LinkKind, string> = {
  set_up: '/set-up/',
  reset: '/new-password/',
  address_change: '/confirm-address/',
}

export type IssuedLink = { url: string; expiresAt: Date }

export type Links = ReturnType<typeof createLinks>

/** Links that work once: made, read, used. The token is only in the link; the table holds its digest. */
export function createLinks(parts: {
  database: Database
  clock: Clock
  notifications: Notifications
  publicUrl: string
}) {
  const { database, clock, notifications, publicUrl } = parts

  async function issue(
    tx: Transaction,
    link: { kind: LinkKind; personId: string | null; email?: string; issuedById?: string },
    lifetime: keyof typeof lifetimes,
  ): Promise<IssuedLink> {
    const token = newToken()
    const createdAt = clock.now()
    const expiresAt = new Date(createdAt.getTime() + lifetimes[lifetime] * minute)
    await insertLink(tx, {
      email: null,
      issuedById: null,
      ...link,
      tokenHash: sha256(token),
      createdAt,
      expiresAt,
    })
    return { url: publicUrl + pages[link.kind] + token, expiresAt }
  }

  /** @throws DomainError `link-unknown`, `link-used` or `link-expired`. */
  async function open(
    reader: Parameters<typeof selectLink>[0],
    token: string,
    kind: LinkKind,
  ): Promise<LinkRow> {
    const link = await selectLink(reader, sha256(token))
    if (!link || link.kind !== kind) throw new DomainError('link-unknown')
    if (link.usedAt) throw new DomainError('link-used')
    if (link.expiresAt <= clock.now()) throw new DomainError('link-expired')
    return link
  }

  async function mail(kind: MessageKind, to: string, person: PersonRow, link: IssuedLink): Promise<void> {
    const locale = toLocale(person.locale)
    const values = { name: person.name, url: link.url, expires: instantText(link.expiresAt, locale) }
    await notifications.send({ committeeId: null, kind, to, locale, values, issuedById: null })
  }

  return {
    open,

    /** Uses a link up inside the transaction of what it is for. */
    async use(tx: Transaction, token: string, kind: LinkKind): Promise<LinkRow> {
      const link = await open(tx, token, kind)
      if (!(await useLink(tx, link.id, clock.now()))) throw new DomainError('link-used')
      return link
    },

    /** The first coordinator's link, while nobody has an account; a new one at each start, the earlier one ends. */
    async issueSetUp(): Promise<string | null> {
      return inTransaction(database, async (tx) => {
        if ((await countPeople(tx)) > 0) return null
        return (await issue(tx, { kind: 'set_up', personId: null }, 'set_up')).url
      })
    },

    /** A reset that a coordinator hands on, or that the server's operator asks for. */
    issueReset: (tx: Transaction, personId: string, issuedById?: string): Promise<IssuedLink> =>
      issue(tx, { kind: 'reset', personId, issuedById }, 'reset_handed_on'),

    async mailReset(person: PersonRow): Promise<void> {
      const link = await inTransaction(database, (tx) =>
        issue(tx, { kind: 'reset', personId: person.id }, 'reset'),
      )
      await mail('reset', person.email, person, link)
    },

    async mailAddressChange(person: PersonRow, email: string): Promise<void> {
      const link = await inTransaction(database, async (tx) => {
        // The address is kept with the link: not for an account that was erased meanwhile.
        if (!(await selectPerson(tx, person.id))) throw new DomainError('not-signed-in')
        return issue(tx, { kind: 'address_change', personId: person.id, email }, 'address_change')
      })
      await mail('address-change', email, person, link)
    },

    /** What the page of a link shows; null when it is not one of ours (an invitation perhaps). */
    async describe(token: string): Promise<LinkInfo | null> {
      const found = await selectLink(database.prisma, sha256(token))
      if (!found) return null
      const link = await open(database.prisma, token, found.kind)
      const person = link.personId ? await selectPerson(database.prisma, link.personId) : null
      const email = link.email ?? person?.email ?? ''
      return {
        kind: link.kind,
        name: person?.name ?? '',
        email,
        committeeName: '',
        hasAccount: person !== null,
      }
    },
  }
}
