import { DomainError } from '@reliance/shared/errors'
import type { Locale } from '@reliance/shared/locale'
import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { ErrorLog } from '../error-log'
import type { Transaction } from '../db/transaction'
import type { Mailer } from './mailer'
import {
  deleteMessagesTo,
  deleteOutboxMessages,
  insertOutboxMessages,
  selectOutbox,
  updateHandled,
} from './store'
import { messageText, type MessageKind } from './texts'

export type Notice = {
  /** Null: the message concerns no committee and is never put in an outbox. */
  committeeId: string | null
  kind: MessageKind
  to: string
  locale: Locale
  values: Record<string, string>
  /** The coordinator who issued the link inside. */
  issuedById: string | null
}

/** A list of five hundred must not open as many connections to the mail server. */
const mailsAtOnce = 5

export type Notifications = ReturnType<typeof createNotifications>

/** Messages to people: by mail where a mail server is set, otherwise through the outbox of the committee. */
export function createNotifications(parts: {
  database: Database
  clock: Clock
  mailer: Mailer
  log: ErrorLog
}) {
  const { database, clock, mailer, log } = parts

  async function keep(notices: readonly Notice[]): Promise<void> {
    const messages = notices.flatMap(({ committeeId, kind, to, locale, values, issuedById }) => {
      if (!committeeId) return []
      const text = messageText(kind, locale, values)
      return { committeeId, kind, recipientEmail: to, ...text, issuedById, createdAt: clock.now() }
    })
    if (messages.length > 0) await insertOutboxMessages(database, messages)
  }

  /** By mail; those that the mail server does not take come back. */
  async function mail(server: NonNullable<Mailer>, notices: readonly Notice[]): Promise<Notice[]> {
    const refused: Notice[] = []
    for (let start = 0; start < notices.length; start += mailsAtOnce) {
      const some = notices.slice(start, start + mailsAtOnce).map(async (notice) => {
        const { subject, body } = messageText(notice.kind, notice.locale, notice.values)
        try {
          await server.send({ to: notice.to, subject, text: body })
        } catch (error) {
          log.error({ err: error, kind: notice.kind }, 'mail could not be sent')
          refused.push(notice)
        }
      })
      await Promise.all(some)
    }
    return refused
  }

  /** The links inside have stopped working: nobody should hand them on any more. */
  const withdraw = (
    writer: Pick<Transaction, 'outboxMessage'>,
    committeeId: string,
    kind: MessageKind,
    emails: string[],
  ) => deleteOutboxMessages(writer, { committeeId, kind, emails })

  /** All of one committee and kind. */
  async function sendAll(notices: readonly Notice[]): Promise<void> {
    const [first] = notices
    if (!first) return
    const { committeeId, kind } = first
    const emails = notices.map(({ to }) => to)
    if (committeeId) await withdraw(database.prisma, committeeId, kind, emails)
    await keep(mailer ? await mail(mailer, notices) : notices)
  }

  return {
    mailSet: mailer !== null,
    withdraw,
    sendAll,

    /** Whoever had these addresses has no account any more: no message to them is kept. */
    forget: (tx: Transaction, emails: string[]): Promise<void> => deleteMessagesTo(tx, emails),

    /**
     * Call it after the commit. A mail that cannot be sent goes to the outbox, so that it is not lost; an earlier
     * message of the kind to the same address leaves it.
     */
    send: (notice: Notice): Promise<void> => sendAll([notice]),

    /** The caller has been authorised as a coordinator of the committee. */
    async outbox(committeeId: string, coordinatorId: string) {
      return { mailSet: mailer !== null, messages: await selectOutbox(database, committeeId, coordinatorId) }
    },

    async setHandled(committeeId: string, messageId: string, handled: boolean): Promise<void> {
      const found = await updateHandled(
        database,
        { id: messageId, committeeId },
        handled ? clock.now() : null,
      )
      if (!found) throw new DomainError('not-found')
    },
  }
}
