import type { CommentType, ThreadState } from '@reliance/shared/comments/schemas'
import type { Prisma } from '@reliance/prisma/client'
import type { Transaction } from '../db/transaction'

export type StoredAnchor = {
  startPosition: Uint8Array
  endPosition: Uint8Array
  quote: string
  prefix: string
  suffix: string
}

/** A thread with its comments in order; people are ids until they are shown. */
export type StoredThread = {
  id: string
  committeeId: string
  documentId: string
  type: CommentType
  state: ThreadState
  anchor: StoredAnchor
  /** As they were when they were commented on. */
  quotedWords: string
  detachedAt: Date | null
  createdById: string
  createdAt: Date
  resolvedById: string | null
  resolvedAt: Date | null
  outcomeReason: string | null
  comments: { id: string; authorId: string; text: string; createdAt: Date }[]
}

type Reader = Pick<Transaction, 'thread'>

const withComments = {
  comments: {
    select: { id: true, authorId: true, text: true, createdAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  },
} as const satisfies Prisma.ThreadInclude

type Row = Prisma.ThreadGetPayload<{ include: typeof withComments }>

function toThread({ startPosition, endPosition, quote, prefix, suffix, ...row }: Row): StoredThread {
  return { ...row, anchor: { startPosition, endPosition, quote, prefix, suffix } }
}

export async function selectThread(reader: Reader, id: string): Promise<StoredThread | null> {
  const row = await reader.thread.findUnique({ where: { id }, include: withComments })
  return row && toThread(row)
}

/** In the order in which they were begun. */
export async function selectThreads(reader: Reader, documentId: string): Promise<StoredThread[]> {
  const rows = await reader.thread.findMany({
    where: { documentId },
    include: withComments,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toThread)
}

/** How many threads of each document wait for an outcome; a document with none is left out. */
export async function countOpenThreads(reader: Reader, documentIds: string[]): Promise<Map<string, number>> {
  const groups = await reader.thread.groupBy({
    by: ['documentId'],
    where: { documentId: { in: documentIds }, state: { in: ['open', 'answered'] } },
    _count: { _all: true },
  })
  return new Map(groups.map((group) => [group.documentId, group._count._all]))
}

/** Who took part in a thread, without its words. */
export type ThreadInvolvement = {
  documentId: string
  state: ThreadState
  createdById: string
  /** Of its comments, in order; the first is the one that began it. */
  authorIds: string[]
}

export async function selectInvolvement(reader: Reader, committeeId: string): Promise<ThreadInvolvement[]> {
  const rows = await reader.thread.findMany({
    where: { committeeId },
    select: {
      documentId: true,
      state: true,
      createdById: true,
      comments: { select: { authorId: true }, orderBy: withComments.comments.orderBy },
    },
  })
  return rows.map(({ comments, ...thread }) => ({
    ...thread,
    authorIds: comments.map(({ authorId }) => authorId),
  }))
}

/** With its first comment, which begins it. */
export async function insertThread(
  tx: Transaction,
  thread: {
    committeeId: string
    documentId: string
    type: CommentType
    anchor: StoredAnchor
    text: string
    createdById: string
    createdAt: Date
  },
): Promise<string> {
  const { anchor, text, ...fields } = thread
  const { createdById: authorId, createdAt } = fields
  const { id } = await tx.thread.create({
    data: {
      ...fields,
      ...anchor,
      startPosition: new Uint8Array(anchor.startPosition),
      endPosition: new Uint8Array(anchor.endPosition),
      quotedWords: anchor.quote,
      state: 'open',
      comments: { create: { authorId, text, createdAt } },
    },
    select: { id: true },
  })
  return id
}

export async function insertComment(
  tx: Transaction,
  comment: { threadId: string; authorId: string; text: string; createdAt: Date },
): Promise<string> {
  const { id } = await tx.comment.create({ data: comment, select: { id: true } })
  return id
}

export async function updateThread(
  tx: Transaction,
  id: string,
  change: Partial<Pick<StoredThread, 'state' | 'resolvedById' | 'resolvedAt' | 'outcomeReason'>>,
): Promise<void> {
  await tx.thread.update({ where: { id }, data: change })
}

export type AnchoredThread = Pick<
  StoredThread,
  'id' | 'committeeId' | 'quotedWords' | 'detachedAt' | 'anchor'
>

/** Of a document, as they hang now. */
export async function selectAnchors(reader: Reader, documentId: string): Promise<AnchoredThread[]> {
  const rows = await reader.thread.findMany({
    where: { documentId },
    select: {
      ...{ id: true, committeeId: true, quotedWords: true, detachedAt: true },
      ...{ startPosition: true, endPosition: true, quote: true, prefix: true, suffix: true },
    },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ id, committeeId, quotedWords, detachedAt, ...anchor }) => ({
    ...{ id, committeeId, quotedWords, detachedAt },
    anchor,
  }))
}

/** Where a thread hangs from now on, and since when it does not; null: it hangs again. */
export type AnchorChange = { anchor?: StoredAnchor; detachedAt?: Date | null }

export async function updateAnchor(tx: Transaction, id: string, change: AnchorChange): Promise<void> {
  const { anchor, detachedAt } = change
  await tx.thread.updateMany({
    where: { id },
    data: {
      ...(anchor && {
        ...anchor,
        startPosition: new Uint8Array(anchor.startPosition),
        endPosition: new Uint8Array(anchor.endPosition),
      }),
      ...(detachedAt !== undefined && { detachedAt }),
    },
  })
}
