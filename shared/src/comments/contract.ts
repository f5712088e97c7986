import { Type } from 'typebox'
import { defineEndpoint } from '../endpoint'
import { Id, limits, strict } from '../fields'
import { Anchor, CommentText, CommentType, Thread } from './schemas'

const tags = ['comments']
const OfDocument = Type.Object({ documentId: Id })
const OfThread = Type.Object({ threadId: Id })

export const listThreads = defineEndpoint({
  method: 'GET',
  url: '/api/documents/:documentId/threads',
  schema: {
    summary: 'Comment threads of a document',
    tags,
    params: OfDocument,
    response: { 200: Type.Array(Thread) },
  },
})
export const startThread = defineEndpoint({
  method: 'POST',
  url: '/api/documents/:documentId/threads',
  schema: {
    summary: 'Comment on a passage',
    tags,
    params: OfDocument,
    body: Type.Object({ type: CommentType, text: CommentText, anchor: Anchor }, strict),
    response: { 201: Thread },
  },
})
export const answerThread = defineEndpoint({
  method: 'POST',
  url: '/api/threads/:threadId/comments',
  schema: {
    summary: 'Answer in a thread',
    tags,
    params: OfThread,
    body: Type.Object({ text: CommentText }, strict),
    response: { 201: Thread },
  },
})
export const resolveThread = defineEndpoint({
  method: 'POST',
  url: '/api/threads/:threadId/outcome',
  schema: {
    summary: 'Say what became of a thread; declining needs a reason; `open` opens it again',
    tags,
    params: OfThread,
    body: Type.Object(
      {
        outcome: Type.Enum(['integrated', 'declined', 'obsolete', 'open']),
        reason: Type.Optional(Type.String({ maxLength: limits.reason })),
      },
      strict,
    ),
    response: { 200: Thread },
  },
})
