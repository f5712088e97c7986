import type { Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import type { DocumentAccess } from '@reliance/shared/realtime/protocol'
import type { AttributedText } from '@reliance/shared/realtime/schemas'
import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import type { Transaction } from '../db/transaction'
import type { Rooms } from '../realtime/rooms'
import type { Workers } from '../workers/pool'
import { attributeText } from './attribution'
import { createBlockReader } from './blocks'
import { accessOf, mayRead, type DocumentOwner } from './rights'
import { insertDocument, selectOwner, selectWriters, type DocumentKind } from './store'

export type DocumentsParts = {
  database: Database
  clock: Clock
  members: Pick<Members, 'actorOf' | 'marks'>
  rooms: Pick<Rooms, 'readLog' | 'authors'>
  workers: Pick<Workers, 'run'>
}

export type Documents = ReturnType<typeof createDocumentsService>

/** Who owns a living document, who may do what in it, and its text with the author of each stretch. */
export function createDocumentsService({ database, clock, members, rooms, workers }: DocumentsParts) {
  const blocksOf = createBlockReader({ rooms, workers })
  const owner = (documentId: string): Promise<DocumentOwner | null> => selectOwner(database, documentId)

  /** The text of a full state of this document, as a version keeps it; null: as it stands now. */
  async function attributed(
    documentId: string,
    committeeId: string,
    state: Uint8Array | null,
  ): Promise<AttributedText> {
    const blocks = await blocksOf(documentId, state)
    // Read after the text: whoever wrote in it is known by then.
    const people = await rooms.authors(documentId)
    return attributeText(blocks, people, (personIds) => members.marks(committeeId, personIds))
  }

  return {
    owner,
    attributed,

    /**
     * In the transaction that makes the statement or the note that it belongs to. `beginning` is the Yjs update that it
     * begins with, whose words belong to nobody.
     */
    create: (
      tx: Transaction,
      committeeId: string,
      kind: DocumentKind,
      beginning: Uint8Array,
    ): Promise<string> => insertDocument(tx, { committeeId, kind, createdAt: clock.now() }, beginning),

    /** Who has written in which document of the committee; for other modules. */
    writers: (committeeId: string): Promise<{ documentId: string; personId: string }[]> =>
      selectWriters(database, committeeId),

    /** What the sync server asks, at connection and each time that rights change. */
    async access(
      personId: string,
      documentId: string,
    ): Promise<{ access: DocumentAccess; actor: Actor | null; committeeId: string | null }> {
      const found = await owner(documentId)
      if (!found) return { access: 'none', actor: null, committeeId: null }
      const actor = await members.actorOf(personId, found.committeeId)
      return { access: accessOf(actor, found), actor, committeeId: found.committeeId }
    },

    /** The caller before a document. @throws DomainError `not-found` for whoever may not read it. */
    async reach(personId: string, documentId: string): Promise<{ actor: Actor; owner: DocumentOwner }> {
      const found = await owner(documentId)
      const actor = found && (await members.actorOf(personId, found.committeeId))
      if (!found || !actor || !mayRead(actor, found)) throw new DomainError('not-found')
      return { actor, owner: found }
    },

    /** The text as it stands. The caller has been authorised. */
    async text(documentId: string): Promise<AttributedText> {
      const found = await owner(documentId)
      if (!found) throw new DomainError('not-found')
      return attributed(documentId, found.committeeId, null)
    },
  }
}
