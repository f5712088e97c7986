import type { Actor } from '@reliance/shared/committee/permissions'
import type { Anchor, CommentType, Thread } from '@reliance/shared/comments/schemas'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Caller } from '../caller'
import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import { inTransaction, type Transaction } from '../db/transaction'
import { mayComment, mayResolve, originOf, type DocumentOwner } from '../documents/rights'
import type { Documents } from '../documents/service'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import { checkOutcome, stateAfterAnswer, type Outcome } from './outcome-rules'
import { peopleOf, readAnchor, showThread } from './reading'
import {
  countOpenThreads,
  insertComment,
  insertThread,
  selectInvolvement,
  selectThread,
  selectThreads,
  updateThread,
  type StoredThread,
  type ThreadInvolvement,
} from './store'

export type { ThreadInvolvement }

export type CommentsParts = {
  database: Database
  clock: Clock
  journal: Journal
  live: Pick<LiveHub, 'publish'>
  members: Pick<Members, 'marks'>
  documents: Pick<Documents, 'reach'>
}

type Reached = { actor: Actor; owner: DocumentOwner }

export type Comments = ReturnType<typeof createCommentsService>

/** Threads on passages of statements and notes. They need no right to write in the text. */
export function createCommentsService(parts: CommentsParts) {
  const { database, clock, journal, live, members, documents } = parts

  async function reachThread(caller: Caller, threadId: string): Promise<Reached & { thread: StoredThread }> {
    const thread = await selectThread(database.prisma, threadId)
    if (!thread) throw new DomainError('not-found')
    return { ...(await documents.reach(caller.personId, thread.documentId)), thread }
  }

  async function again(tx: Transaction, threadId: string): Promise<StoredThread> {
    const thread = await selectThread(tx, threadId)
    if (!thread) throw new DomainError('not-found')
    return thread
  }

  function announce({ documentId, committeeId }: DocumentOwner): void {
    live.publish(committeeId, [liveKey.threads(documentId), liveKey.statements(committeeId)])
  }

  async function show(threadId: string, reader: Reached): Promise<Thread> {
    const thread = await selectThread(database.prisma, threadId)
    if (!thread) throw new DomainError('not-found')
    return showThread(thread, await members.marks(thread.committeeId, peopleOf([thread])), reader)
  }

  return {
    /** How many threads wait for an outcome, by document; for other modules. */
    openCounts: (documentIds: string[]): Promise<Map<string, number>> =>
      countOpenThreads(database.prisma, documentIds),

    /** Who took part in each thread of the committee; for other modules. */
    involvement: (committeeId: string): Promise<ThreadInvolvement[]> =>
      selectInvolvement(database.prisma, committeeId),

    async list(caller: Caller, documentId: string): Promise<Thread[]> {
      const reader = await documents.reach(caller.personId, documentId)
      const threads = await selectThreads(database.prisma, documentId)
      const marks = await members.marks(reader.owner.committeeId, peopleOf(threads))
      return threads.map((thread) => showThread(thread, marks, reader))
    },

    async start(
      caller: Caller,
      documentId: string,
      { type, text, anchor }: { type: CommentType; text: string; anchor: Anchor },
    ): Promise<Thread> {
      const reached = await documents.reach(caller.personId, documentId)
      const { actor, owner } = reached
      if (!mayComment(actor)) throw new DomainError('forbidden')
      const { committeeId } = owner
      const threadId = await inTransaction(database, async (tx) => {
        const id = await insertThread(tx, {
          committeeId,
          documentId,
          type,
          anchor: readAnchor(anchor),
          text: text.trim(),
          createdById: actor.personId,
          createdAt: clock.now(),
        })
        await journal.record(tx, {
          committeeId,
          actorId: actor.personId,
          act: 'thread-started',
          object: { type: 'thread', id },
          comesFrom: [originOf(owner)],
        })
        return id
      })
      announce(owner)
      return show(threadId, reached)
    },

    async answer(caller: Caller, threadId: string, text: string): Promise<Thread> {
      const reached = await reachThread(caller, threadId)
      const { actor, owner } = reached
      if (!mayComment(actor)) throw new DomainError('forbidden')
      await inTransaction(database, async (tx) => {
        const thread = await again(tx, threadId)
        const state = stateAfterAnswer(thread.state, thread, actor.personId)
        const comment = { threadId, authorId: actor.personId, text: text.trim(), createdAt: clock.now() }
        const id = await insertComment(tx, comment)
        if (state !== thread.state) await updateThread(tx, threadId, { state })
        await journal.record(tx, {
          committeeId: owner.committeeId,
          actorId: actor.personId,
          act: 'comment-added',
          object: { type: 'comment', id },
          comesFrom: [{ type: 'thread', id: threadId }],
        })
      })
      announce(owner)
      return show(threadId, reached)
    },

    async resolve(caller: Caller, threadId: string, outcome: Outcome, reason = ''): Promise<Thread> {
      const reached = await reachThread(caller, threadId)
      const { actor, owner, thread } = reached
      if (!mayResolve(actor, owner, thread.createdById)) throw new DomainError('forbidden')
      await inTransaction(database, async (tx) => {
        const { state } = await again(tx, threadId)
        const outcomeReason = checkOutcome(state, outcome, reason)
        const isReopening = outcome === 'open'
        await updateThread(tx, threadId, {
          state: outcome,
          outcomeReason,
          resolvedById: isReopening ? null : actor.personId,
          resolvedAt: isReopening ? null : clock.now(),
        })
        await journal.record(tx, {
          committeeId: owner.committeeId,
          actorId: actor.personId,
          act: isReopening ? 'thread-reopened' : 'thread-resolved',
          object: { type: 'thread', id: threadId },
        })
      })
      announce(owner)
      return show(threadId, reached)
    },
  }
}
