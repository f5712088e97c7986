import type { FastifyBaseLogger } from 'fastify'
import { DomainError } from '@reliance/shared/errors'
import type { Locale } from '@reliance/shared/locale'
import type { Clock } from '../clock'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import type { Mailer } from './mailer'
import { deleteOutboxMessages, insertOutboxMessage, selectOutbox, updateHandled } from './store'
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

export type Notifications = ReturnType<typeof createNotifications>

/** Messages to people: by mail where a mail server is set, otherwise through the outbox of the committee. */
export function createNotifications(parts: {
  database: Database
  clock: Clock
  mailer: Mailer
  log: Pick<FastifyBaseLogger, 'error'>
}) {
  const { database, clock, mailer, log } = parts

  async function keep(notice: Notice, text: { subject: string; body: string }) {
    if (!notice.committeeId) return
    await insertOutboxMessage(database, {
      committeeId: notice.committeeId,
      kind: notice.kind,
      recipientEmail: notice.to,
      ...text,
      issuedById: notice.issuedById,
      createdAt: clock.now(),
    })
  }

  /** The link inside has stopped working: nobody should hand it on any more. */
  const withdraw = (
    writer: Pick<Transaction, 'outboxMessage'>,
    committeeId: string,
    kind: MessageKind,
    recipientEmail: string,
  ) => deleteOutboxMessages(writer, { committeeId, kind, recipientEmail })

  return {
    mailSet: mailer !== null,
    withdraw,

    /**
     * Call it after the commit. A mail that cannot be sent goes to the outbox, so that it is not lost; an earlier
     * message of the kind to the same address leaves it.
     */
    async send(notice: Notice): Promise<void> {
      const text = messageText(notice.kind, notice.locale, notice.values)
      if (notice.committeeId) await withdraw(database.prisma, notice.committeeId, notice.kind, notice.to)
      if (!mailer) return keep(notice, text)
      try {
        await mailer.send({ to: notice.to, subject: text.subject, text: text.body })
      } catch (error) {
        log.error({ err: error, kind: notice.kind }, 'mail could not be sent')
        await keep(notice, text)
      }
    },

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
