import { Type, type Static } from 'typebox'
import { PersonMark } from '../committee/person-mark'
import { defineEndpoint } from '../endpoint'
import { Id, Instant, Title, strict } from '../fields'
import { AttributedText } from '../realtime/schemas'

export const Note = Type.Object({
  id: Id,
  committeeId: Id,
  documentId: Id,
  title: Title,
  createdBy: PersonMark,
  createdAt: Instant,
  may: Type.Object({ write: Type.Boolean(), comment: Type.Boolean() }),
})
export type Note = Static<typeof Note>

const tags = ['notes']
const OfCommittee = Type.Object({ committeeId: Id })
const OfNote = Type.Object({ noteId: Id })

export const listNotes = defineEndpoint({
  method: 'GET',
  url: '/api/committees/:committeeId/notes',
  schema: { summary: 'Free notes', tags, params: OfCommittee, response: { 200: Type.Array(Note) } },
})
export const createNote = defineEndpoint({
  method: 'POST',
  url: '/api/committees/:committeeId/notes',
  schema: {
    summary: 'Begin a free note',
    tags,
    params: OfCommittee,
    body: Type.Object({ title: Title }, strict),
    response: { 201: Type.Object({ id: Id, documentId: Id }) },
  },
})
export const readNote = defineEndpoint({
  method: 'GET',
  url: '/api/notes/:noteId',
  schema: { summary: 'One free note', tags, params: OfNote, response: { 200: Note } },
})
export const readNoteText = defineEndpoint({
  method: 'GET',
  url: '/api/notes/:noteId/text',
  schema: { summary: 'Its text', tags, params: OfNote, response: { 200: AttributedText } },
})
