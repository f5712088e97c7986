import { can, type Actor, type StatementSubject } from '@reliance/shared/committee/permissions'
import type { DocumentAccess } from '@reliance/shared/realtime/protocol'
import type { ObjectReference } from '../object-reference'

/** What a living document belongs to: a statement, whose state bears on the rights, or a free note. */
export type DocumentOwner = { documentId: string; committeeId: string } & (
  { kind: 'statement'; statementId: string; subject: StatementSubject } | { kind: 'note'; noteId: string }
)

export function mayRead(actor: Actor | null, owner: DocumentOwner): boolean {
  return can(actor, owner.kind === 'statement' ? 'statement.read' : 'note.read')
}

export function mayWrite(actor: Actor | null, owner: DocumentOwner): boolean {
  return owner.kind === 'statement' ? can(actor, 'statement.write', owner.subject) : can(actor, 'note.write')
}

/** Whoever may comment on statements may comment on notes. */
export function mayComment(actor: Actor | null): boolean {
  return can(actor, 'statement.comment')
}

/** Who may say what became of a thread: those who write the text, and the one who began the thread. */
export function mayResolve(actor: Actor | null, owner: DocumentOwner, threadCreatedById: string): boolean {
  if (owner.kind === 'statement') {
    return can(actor, 'statement.resolve-thread', { ...owner.subject, threadCreatedById })
  }
  return can(actor, 'note.write') || (mayComment(actor) && actor?.personId === threadCreatedById)
}

/** The rights in the words of the sync server. */
export function accessOf(actor: Actor | null, owner: DocumentOwner): DocumentAccess {
  if (!mayRead(actor, owner)) return 'none'
  return mayWrite(actor, owner) ? 'write' : 'read'
}

/** The statement or the note, as the journal names what an act in its document comes from. */
export function originOf(owner: DocumentOwner): ObjectReference {
  return owner.kind === 'statement'
    ? { type: 'statement', id: owner.statementId }
    : { type: 'note', id: owner.noteId }
}
