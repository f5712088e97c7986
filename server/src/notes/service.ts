import { can, type Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import type { Note } from '@reliance/shared/notes/contract'
import { appendBlocksUpdate, templateClientId } from '@reliance/shared/realtime/document'
import type { AttributedText } from '@reliance/shared/realtime/schemas'
import { emptyUpdate } from '@reliance/shared/realtime/update'
import type { Caller } from '../caller'
import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import { inTransaction } from '../db/transaction'
import { markOf } from '../documents/attribution'
import { mayComment } from '../documents/rights'
import type { Documents } from '../documents/service'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import { insertNote, selectNote, selectNotes, type StoredNote } from './store'

export type NotesParts = {
  database: Database
  clock: Clock
  journal: Journal
  live: Pick<LiveHub, 'publish'>
  members: Pick<Members, 'actorOf' | 'marks'>
  documents: Pick<Documents, 'create' | 'text'>
}

export type Notes = ReturnType<typeof createNotesService>

/** Free texts of the committee, written together like statements, without their life. */
export function createNotesService(parts: NotesParts) {
  const { database, clock, journal, live, members, documents } = parts

  async function actorIn(caller: Caller, committeeId: string): Promise<Actor> {
    const actor = await members.actorOf(caller.personId, committeeId)
    if (!actor || !can(actor, 'note.read')) throw new DomainError('not-found')
    return actor
  }

  async function reach(caller: Caller, noteId: string): Promise<{ actor: Actor; note: StoredNote }> {
    const note = await selectNote(database.prisma, noteId)
    if (!note) throw new DomainError('not-found')
    return { actor: await actorIn(caller, note.committeeId), note }
  }

  function show(note: StoredNote, marks: Map<string, PersonMark>, actor: Actor): Note {
    const { id, committeeId, documentId, title, createdById, createdAt } = note
    return {
      id,
      committeeId,
      documentId,
      title,
      createdBy: markOf(marks, createdById),
      createdAt: createdAt.toISOString(),
      may: { write: can(actor, 'note.write'), comment: mayComment(actor) },
    }
  }

  return {
    async list(caller: Caller, committeeId: string): Promise<Note[]> {
      const actor = await actorIn(caller, committeeId)
      const notes = await selectNotes(database.prisma, committeeId)
      const marks = await members.marks(
        committeeId,
        notes.map((note) => note.createdById),
      )
      return notes.map((note) => show(note, marks, actor))
    },

    async read(caller: Caller, noteId: string): Promise<Note> {
      const { actor, note } = await reach(caller, noteId)
      return show(note, await members.marks(note.committeeId, [note.createdById]), actor)
    },

    async text(caller: Caller, noteId: string): Promise<AttributedText> {
      const { note } = await reach(caller, noteId)
      return documents.text(note.documentId)
    },

    /** Begins with one empty paragraph, which belongs to nobody. */
    async create(
      caller: Caller,
      committeeId: string,
      title: string,
    ): Promise<{ id: string; documentId: string }> {
      const actor = await actorIn(caller, committeeId)
      if (!can(actor, 'note.create')) throw new DomainError('forbidden')
      const paragraph = appendBlocksUpdate(emptyUpdate, templateClientId, [{ runs: [] }], null)
      const made = await inTransaction(database, async (tx) => {
        const documentId = await documents.create(tx, committeeId, 'note', paragraph)
        const note = { committeeId, documentId, title: title.trim(), createdById: actor.personId }
        const id = await insertNote(tx, { ...note, createdAt: clock.now() })
        await journal.record(tx, {
          committeeId,
          actorId: actor.personId,
          act: 'note-created',
          object: { type: 'note', id },
        })
        return { id, documentId }
      })
      live.publish(committeeId, [liveKey.notes(committeeId)])
      return made
    },
  }
}
