import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'
import { Bytes, Id, Instant, limits, strict } from '../fields'

export const CommentType = Type.Enum(['question', 'testimony', 'reference', 'method', 'rewording'])
export type CommentType = Static<typeof CommentType>

export const ThreadState = Type.Enum(['open', 'answered', 'integrated', 'declined', 'obsolete'])
export type ThreadState = Static<typeof ThreadState>

/** Where a thread hangs: two Yjs relative positions (base64) and the quoted words with 32 characters of context. */
export const Anchor = Type.Object(
  {
    startPosition: Bytes,
    endPosition: Bytes,
    quote: Type.String({ minLength: 1, maxLength: 2000 }),
    prefix: Type.String({ maxLength: 64 }),
    suffix: Type.String({ maxLength: 64 }),
  },
  strict,
)
export type Anchor = Static<typeof Anchor>

export const CommentText = Type.String({ minLength: 1, maxLength: limits.text, pattern: '\\S' })

export const Comment = Type.Object({ id: Id, author: PersonMark, text: Type.String(), createdAt: Instant })
export type Comment = Static<typeof Comment>

export const Thread = Type.Object({
  id: Id,
  documentId: Id,
  type: CommentType,
  state: ThreadState,
  anchor: Type.Object(Anchor.properties),
  /** The words as they were when they were commented on: the anchor follows the text. */
  quotedWords: Type.String(),
  /** Since when its words are not found in the text. */
  detachedAt: Type.Union([Instant, Type.Null()]),
  createdBy: PersonMark,
  createdAt: Instant,
  resolvedBy: Type.Union([PersonMark, Type.Null()]),
  resolvedAt: Type.Union([Instant, Type.Null()]),
  outcomeReason: Type.Union([Type.String(), Type.Null()]),
  comments: Type.Array(Comment),
  mayResolve: Type.Boolean(),
})
export type Thread = Static<typeof Thread>
