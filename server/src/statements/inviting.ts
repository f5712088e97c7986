import { can } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import type { Caller } from '../caller'
import { inTransaction } from '../db/transaction'
import { announceRights } from './announce'
import type { StatementsParts } from './parts'
import { reach, subjectOf } from './reach'
import { deleteWriter, insertWriter } from './store'

/** Letting a researcher write in one statement. Doing again what is done changes nothing. */
export function createWriterInvitations(parts: StatementsParts) {
  const { database, journal, members } = parts

  async function reachAsInviter(caller: Caller, statementId: string) {
    const reached = await reach(parts, caller.personId, statementId)
    if (!can(reached.actor, 'statement.invite-writer')) throw new DomainError('forbidden')
    return reached
  }

  return {
    /** @throws DomainError `invalid-value` for whoever an invitation would not let write: an observer. */
    async invite(caller: Caller, statementId: string, personId: string): Promise<void> {
      const { actor, statement } = await reachAsInviter(caller, statementId)
      const writer = await members.actorOf(personId, statement.committeeId)
      if (!writer) throw new DomainError('not-found')
      const invited = { ...subjectOf(statement), state: 'draft', invitedWriterIds: [personId] } as const
      if (!can(writer, 'statement.write', invited))
        throw new DomainError('invalid-value', { field: 'personId' })
      const isNew = await inTransaction(database, async (tx) => {
        if (!(await insertWriter(tx, statementId, personId))) return false
        await journal.record(tx, {
          committeeId: statement.committeeId,
          actorId: actor.personId,
          act: 'writer-invited',
          object: { type: 'person', id: personId },
          comesFrom: [{ type: 'statement', id: statementId }],
        })
        return true
      })
      if (isNew) await announceRights(parts, statement)
    },

    async uninvite(caller: Caller, statementId: string, personId: string): Promise<void> {
      const { actor, statement } = await reachAsInviter(caller, statementId)
      const wasThere = await inTransaction(database, async (tx) => {
        if (!(await deleteWriter(tx, statementId, personId))) return false
        await journal.record(tx, {
          committeeId: statement.committeeId,
          actorId: actor.personId,
          act: 'writer-uninvited',
          object: { type: 'person', id: personId },
          comesFrom: [{ type: 'statement', id: statementId }],
        })
        return true
      })
      if (wasThere) await announceRights(parts, statement)
    },
  }
}
