import type { Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import type { Thread } from '@reliance/shared/comments/schemas'
import { markOf } from '../documents/attribution'
import { mayResolve, type DocumentOwner } from '../documents/rights'
import type { StoredAnchor, StoredThread } from './store'

/** Everybody who is named in these threads. */
export function peopleOf(threads: StoredThread[]): string[] {
  const people = threads.flatMap(({ createdById, resolvedById, comments }) => [
    createdById,
    ...(resolvedById ? [resolvedById] : []),
    ...comments.map((comment) => comment.authorId),
  ])
  return [...new Set(people)]
}

function showAnchor({ startPosition, endPosition, quote, prefix, suffix }: StoredAnchor): Thread['anchor'] {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  return { startPosition: base64(startPosition), endPosition: base64(endPosition), quote, prefix, suffix }
}

/** The bytes of an anchor as a browser sends it. */
export function readAnchor({ startPosition, endPosition, ...quote }: Thread['anchor']): StoredAnchor {
  const bytes = (base64: string) => Buffer.from(base64, 'base64')
  return { startPosition: bytes(startPosition), endPosition: bytes(endPosition), ...quote }
}

/** A thread as this reader sees it. */
export function showThread(
  thread: StoredThread,
  marks: Map<string, PersonMark>,
  reader: { actor: Actor; owner: DocumentOwner },
): Thread {
  const { resolvedById } = thread
  return {
    id: thread.id,
    documentId: thread.documentId,
    type: thread.type,
    state: thread.state,
    anchor: showAnchor(thread.anchor),
    quotedWords: thread.quotedWords,
    detachedAt: thread.detachedAt?.toISOString() ?? null,
    createdBy: markOf(marks, thread.createdById),
    createdAt: thread.createdAt.toISOString(),
    resolvedBy: resolvedById ? markOf(marks, resolvedById) : null,
    resolvedAt: thread.resolvedAt?.toISOString() ?? null,
    outcomeReason: thread.outcomeReason,
    comments: thread.comments.map(({ id, authorId, text, createdAt }) => ({
      id,
      author: markOf(marks, authorId),
      text,
      createdAt: createdAt.toISOString(),
    })),
    mayResolve: mayResolve(reader.actor, reader.owner, thread.createdById),
  }
}
