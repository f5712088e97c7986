import type { OutboxMessage } from '@reliance/shared/notifications/contract'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'

export type NewOutboxMessage = {
  committeeId: string | null
  kind: string
  recipientEmail: string
  subject: string
  body: string
  issuedById: string | null
  createdAt: Date
}

export async function insertOutboxMessages(database: Database, messages: NewOutboxMessage[]): Promise<void> {
  await database.prisma.outboxMessage.createMany({ data: messages })
}

/** Takes the messages of one kind to these addresses out of a committee's outbox. */
export async function deleteOutboxMessages(
  writer: Pick<Transaction, 'outboxMessage'>,
  { emails, ...where }: { committeeId: string; kind: string; emails: string[] },
): Promise<void> {
  await writer.outboxMessage.deleteMany({ where: { ...where, recipientEmail: { in: emails } } })
}

/** Takes every message to these addresses out of the outboxes of all committees. */
export async function deleteMessagesTo(tx: Transaction, emails: string[]): Promise<void> {
  await tx.outboxMessage.deleteMany({ where: { recipientEmail: { in: emails } } })
}

/** Messages of a committee that this coordinator may see: a reset link only when they issued it. */
export async function selectOutbox(
  database: Database,
  committeeId: string,
  coordinatorId: string,
): Promise<OutboxMessage[]> {
  const rows = await database.prisma.outboxMessage.findMany({
    where: { committeeId, OR: [{ kind: 'invitation' }, { issuedById: coordinatorId }] },
    orderBy: { createdAt: 'desc' },
    take: 500,
  })
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    recipientEmail: row.recipientEmail,
    subject: row.subject,
    body: row.body,
    createdAt: row.createdAt.toISOString(),
    handledAt: row.handledAt?.toISOString() ?? null,
  }))
}

export async function updateHandled(
  database: Database,
  where: { id: string; committeeId: string },
  handledAt: Date | null,
): Promise<boolean> {
  const { count } = await database.prisma.outboxMessage.updateMany({ where, data: { handledAt } })
  return count > 0
}
