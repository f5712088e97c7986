import { can, type Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import type { Locale } from '@reliance/shared/locale'
import { templateUpdate } from '@reliance/shared/realtime/document'
import { isOpenForWriting } from '@reliance/shared/statements/rules'
import type { StatementState } from '@reliance/shared/statements/schemas'
import { statementSections } from '@reliance/shared/statements/template'
import type { Caller } from '../caller'
import { inTransaction } from '../db/transaction'
import { announce, announceRights } from './announce'
import { checkMove } from './moves'
import type { StatementsParts } from './parts'
import { again, reach, subjectOf } from './reach'
import { insertStatement, replaceAxes, updateState, updateTitle, type StoredStatement } from './store'

function checkWrite(actor: Actor, statement: StoredStatement): void {
  if (can(actor, 'statement.write', subjectOf(statement))) return
  const mayOtherwise = can(actor, 'statement.write', { ...subjectOf(statement), state: 'draft' })
  if (isOpenForWriting(statement.state) || !mayOtherwise) throw new DomainError('forbidden')
  throw new DomainError(statement.state === 'deliberation' ? 'frozen' : 'wrong-state')
}

const sectionsIn = (locale: Locale) =>
  statementSections.map(({ id, title }) => ({ id, heading: title[locale] }))

/** Beginning a statement, naming it, and moving it through its life. */
export function createStatementDrafting(parts: StatementsParts) {
  const { database, clock, journal, members, committee, documents, hasOpenRound } = parts

  /** An axis that a form names has to be one of the committee's own. */
  async function checkAxes(caller: Caller, committeeId: string, axisIds: string[]): Promise<void> {
    const { axes } = await committee.read(caller, committeeId)
    const foreign = axisIds.findIndex((axisId) => !axes.some(({ id }) => id === axisId))
    if (foreign >= 0) throw new DomainError('invalid-value', { field: `axisIds.${foreign}` })
  }

  return {
    /** Begins from the template, whose words belong to nobody. */
    async create(
      caller: Caller,
      committeeId: string,
      { title, axisIds }: { title: string; axisIds: string[] },
    ): Promise<{ id: string; documentId: string }> {
      const actor = await members.actorOf(caller.personId, committeeId)
      if (!actor) throw new DomainError('not-found')
      if (!can(actor, 'statement.create')) throw new DomainError('forbidden')
      await checkAxes(caller, committeeId, axisIds)
      const template = templateUpdate(sectionsIn(caller.locale))
      const made = await inTransaction(database, async (tx) => {
        const documentId = await documents.create(tx, committeeId, 'statement', template)
        const begun = {
          committeeId,
          documentId,
          title: title.trim(),
          createdById: actor.personId,
          at: clock.now(),
        }
        const id = await insertStatement(tx, begun)
        await replaceAxes(tx, id, axisIds)
        await journal.record(tx, {
          committeeId,
          actorId: actor.personId,
          act: 'statement-created',
          object: { type: 'statement', id },
        })
        return { id, documentId }
      })
      announce(parts, { id: made.id, committeeId })
      return made
    },

    async change(
      caller: Caller,
      statementId: string,
      { title, axisIds }: { title?: string; axisIds?: string[] },
    ): Promise<void> {
      const { actor, statement } = await reach(parts, caller.personId, statementId)
      checkWrite(actor, statement)
      if (axisIds) await checkAxes(caller, statement.committeeId, axisIds)
      await inTransaction(database, async (tx) => {
        const current = await again(tx, statementId)
        checkWrite(actor, current)
        await updateTitle(tx, statementId, title?.trim() ?? current.title, clock.now())
        if (axisIds) await replaceAxes(tx, statementId, axisIds)
        await journal.record(tx, {
          committeeId: current.committeeId,
          actorId: actor.personId,
          act: 'statement-changed',
          object: { type: 'statement', id: statementId },
        })
      })
      announce(parts, statement)
    },

    async move(caller: Caller, statementId: string, state: StatementState, reason: string): Promise<void> {
      const { actor, statement } = await reach(parts, caller.personId, statementId)
      await inTransaction(database, async (tx) => {
        const current = await again(tx, statementId)
        const kept = checkMove(actor, current, state, reason)
        if (await hasOpenRound(tx, statementId))
          throw new DomainError('round-already-open', { field: 'state' })
        await updateState(tx, statementId, { from: current.state, to: state, ...kept, at: clock.now() })
        await journal.record(tx, {
          committeeId: current.committeeId,
          actorId: actor.personId,
          act: 'statement-moved',
          object: { type: 'statement', id: statementId },
        })
      })
      await announceRights(parts, statement)
    },
  }
}
