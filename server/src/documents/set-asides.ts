import { can, type Actor } from '@reliance/shared/committee/permissions'
import { setAsideLimits, type SetAside, type SetAsideOutcome } from '@reliance/shared/documents/contract'
import { DomainError, type ErrorCode } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import { addedWords, addsNothing } from '@reliance/shared/realtime/added-words'
import { vectorOfUpdate } from '@reliance/shared/realtime/update'
import type { Caller } from '../caller'
import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Database } from '../db/client'
import { inTransaction, type Transaction } from '../db/transaction'
import type { Journal } from '../journal/service'
import type { LiveHub } from '../live/hub'
import type { Rooms } from '../realtime/rooms'
import { WriteRefused } from '../realtime/writing-parts'
import { markOf } from './attribution'
import { mayWrite, originOf, type DocumentOwner } from './rights'
import type { Documents } from './service'
import {
  selectSetAside,
  selectSetAsideBytes,
  selectSetAsides,
  updateOutcome,
  type StoredSetAside,
} from './set-aside-store'

export type SetAsidesParts = {
  database: Database
  clock: Clock
  journal: Pick<Journal, 'record'>
  live: Pick<LiveHub, 'publish'>
  members: Pick<Members, 'marks'>
  rooms: Pick<Rooms, 'read' | 'admit'>
  documents: Pick<Documents, 'owner' | 'reach'>
}

export type SetAsides = ReturnType<typeof createSetAsidesService>

/** Text that a document would not take, because it is under the mark of somebody else: a coordinator decides (RT5). */
export function createSetAsidesService(parts: SetAsidesParts) {
  const { database, clock, journal, live, members, rooms, documents } = parts

  async function reach(caller: Caller, documentId: string): Promise<{ actor: Actor; owner: DocumentOwner }> {
    const reached = await documents.reach(caller.personId, documentId)
    if (!can(reached.actor, 'document.decide-set-asides')) throw new DomainError('forbidden')
    return reached
  }

  function announce({ documentId, committeeId }: DocumentOwner): void {
    live.publish(committeeId, [liveKey.setAsides(documentId)])
  }

  async function show(rows: StoredSetAside[], { documentId, committeeId }: DocumentOwner) {
    if (rows.length === 0) return []
    const people = rows.flatMap(({ senderId, decidedById }) => [
      senderId,
      ...(decidedById ? [decidedById] : []),
    ])
    const [marks, state] = await Promise.all([
      members.marks(committeeId, [...new Set(people)]),
      rooms.read(documentId),
    ])
    const held = vectorOfUpdate(state)
    const shown: SetAside[] = []
    for (const row of rows) {
      const { id, senderId, createdAt, outcome, decidedById, decidedAt } = row
      const characters = [...addedWords(await selectSetAsideBytes(database.prisma, id), held)]
      shown.push({
        id,
        documentId,
        sender: markOf(marks, senderId),
        createdAt: createdAt.toISOString(),
        words: characters.slice(0, setAsideLimits.characters).join(''),
        characters: characters.length,
        outcome,
        decidedBy: decidedById ? markOf(marks, decidedById) : null,
        decidedAt: decidedAt?.toISOString() ?? null,
      })
    }
    return shown
  }

  /** Into the text; taking it twice changes nothing, so that a failure after it can be tried again. */
  async function admit({ id, documentId, senderId }: StoredSetAside): Promise<void> {
    const bytes = await selectSetAsideBytes(database.prisma, id)
    try {
      await rooms.admit(documentId, senderId, bytes)
    } catch (error) {
      if (error instanceof WriteRefused) throw new DomainError(refusals[error.refusal] ?? 'unavailable')
      throw error
    }
  }

  /**
   * A browser that goes on sends again what was set aside, with more: what an admission brings in of the other texts is
   * admitted with it, so that nobody is asked about what is there already.
   */
  async function admitHeld({ id, documentId }: StoredSetAside): Promise<StoredSetAside[]> {
    const rows = await selectSetAsides(database.prisma, documentId)
    const others = rows.filter((row) => row.id !== id && row.outcome === null)
    if (others.length === 0) return []
    const held = vectorOfUpdate(await rooms.read(documentId))
    const settled: StoredSetAside[] = []
    for (const row of others) {
      if (!addsNothing(await selectSetAsideBytes(database.prisma, row.id), held)) continue
      await admit(row)
      settled.push(row)
    }
    return settled
  }

  /** False: somebody else has decided it meanwhile. */
  async function decideOne(
    tx: Transaction,
    { id, sha256 }: StoredSetAside,
    outcome: SetAsideOutcome,
    { actor, owner }: { actor: Actor; owner: DocumentOwner },
  ): Promise<boolean> {
    const decision = { outcome, decidedById: actor.personId, decidedAt: clock.now() }
    // What is in the text by now is never said to be declined, even when somebody declined it meanwhile.
    const from = outcome === 'admitted' ? [null, 'declined' as const] : [null]
    if (!(await updateOutcome(tx, id, from, decision))) return false
    await journal.record(tx, {
      committeeId: owner.committeeId,
      actorId: actor.personId,
      act: `set-aside-${outcome}`,
      object: { type: 'set-aside', id },
      digest: sha256,
      comesFrom: [originOf(owner)],
    })
    return true
  }

  return {
    /** Text has been set aside from this document: the open pages show it. */
    async kept(documentId: string): Promise<void> {
      const owner = await documents.owner(documentId)
      if (owner) announce(owner)
    },

    async list(caller: Caller, documentId: string): Promise<SetAside[]> {
      const { owner } = await reach(caller, documentId)
      return show(await selectSetAsides(database.prisma, documentId), owner)
    },

    async decide(caller: Caller, setAsideId: string, outcome: SetAsideOutcome): Promise<SetAside> {
      const found = await selectSetAside(database.prisma, setAsideId)
      if (!found) throw new DomainError('not-found')
      const { actor, owner } = await reach(caller, found.documentId)
      if (found.outcome !== null) throw new DomainError('already-done')
      if (outcome === 'admitted') {
        if (!mayWrite(actor, owner)) throw new DomainError('frozen')
        await admit(found)
      }
      const alike = outcome === 'admitted' ? await admitHeld(found) : []
      await inTransaction(database, async (tx) => {
        if (!(await decideOne(tx, found, outcome, { actor, owner }))) throw new DomainError('already-done')
        for (const row of alike) await decideOne(tx, row, outcome, { actor, owner })
      })
      announce(owner)
      const decided = await selectSetAside(database.prisma, setAsideId)
      const [shown] = await show(decided ? [decided] : [], owner)
      if (!shown) throw new DomainError('not-found')
      return shown
    },
  }
}

/** Why the document does not take it, in the words of the API. */
const refusals: Partial<Record<string, ErrorCode>> = {
  'missing-dependencies': 'missing-text',
  'too-many-clients': 'payload-too-large',
  'document-too-large': 'document-too-large',
}
