import { can, type Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import { liveKey } from '@reliance/shared/live/protocol'
import { compactState } from '@reliance/shared/realtime/update'
import type { FrozenVersion, StatementState } from '@reliance/shared/statements/schemas'
import type { Caller } from '../caller'
import { inTransaction } from '../db/transaction'
import { sha256 } from '../digest'
import { announce, announceRights } from './announce'
import { isEmpty } from './emptiness'
import type { StatementsParts } from './parts'
import { again, reach } from './reach'
import { showVersion } from './reading'
import { updateState, type StoredStatement } from './store'
import { insertVersion, type StoredVersion } from './version-store'

function checkFreeze(actor: Actor, { state }: StoredStatement): void {
  if (can(actor, 'statement.freeze', { state })) return
  if (!can(actor, 'statement.freeze', { state: 'peer_review' })) throw new DomainError('forbidden')
  throw new DomainError(state === 'deliberation' ? 'already-frozen' : 'wrong-state')
}

/**
 * Freezing a text for deliberation. Order matters: writing is refused first, to open editors too; then words that
 * merging has taken are given back, and only then is the text read, so that the version is exactly what the room holds from
 * then on. When a later step fails, writing opens
 * again; when the process dies in between, the statement is in deliberation without a version and the coordinator
 * moves it back by hand.
 */
export function createStatementFreezing(parts: StatementsParts) {
  const { database, clock, journal, members, documents, rooms } = parts

  async function move(actor: Actor, statement: StoredStatement, from: StatementState, to: StatementState) {
    await inTransaction(database, async (tx) => {
      const change = { from, to, setAsideReason: null, at: clock.now() }
      if (!(await updateState(tx, statement.id, change))) throw new DomainError('wrong-state')
      await journal.record(tx, {
        committeeId: statement.committeeId,
        actorId: actor.personId,
        act: 'statement-moved',
        object: { type: 'statement', id: statement.id },
      })
    })
  }

  /** The whole document in its smallest form; refuses one that nobody has written in. */
  async function readState({ documentId, committeeId }: StoredStatement): Promise<Uint8Array> {
    const state = compactState([await rooms.read(documentId)])
    const text = await documents.attributed(documentId, committeeId, state)
    if (isEmpty(text)) throw new DomainError('empty-document')
    return state
  }

  function store(actor: Actor, statement: StoredStatement, state: Uint8Array): Promise<StoredVersion> {
    const digest = sha256(state)
    return inTransaction(database, async (tx) => {
      const current = await again(tx, statement.id)
      if (current.state !== 'deliberation') throw new DomainError('wrong-state')
      const version = await insertVersion(tx, {
        statementId: current.id,
        title: current.title,
        state,
        sha256: digest,
        frozenById: actor.personId,
        frozenAt: clock.now(),
      })
      await journal.record(tx, {
        committeeId: current.committeeId,
        actorId: actor.personId,
        act: 'version-frozen',
        object: { type: 'version', id: version.id },
        digest,
        comesFrom: [{ type: 'statement', id: current.id }],
      })
      return version
    })
  }

  async function storeClosed(actor: Actor, statement: StoredStatement): Promise<StoredVersion> {
    try {
      await rooms.refreshAccess(statement.documentId)
      await rooms.mend(statement.documentId)
      return await store(actor, statement, await readState(statement))
    } catch (error) {
      await move(actor, statement, 'deliberation', statement.state)
      await announceRights(parts, statement)
      throw error
    }
  }

  return {
    async freeze(caller: Caller, statementId: string): Promise<FrozenVersion> {
      const { actor, statement } = await reach(parts, caller.personId, statementId)
      checkFreeze(actor, statement)
      await readState(statement)
      await move(actor, statement, statement.state, 'deliberation')
      const version = await storeClosed(actor, statement)
      announce(parts, statement, liveKey.expectations(statement.committeeId))
      return showVersion(version, await members.marks(statement.committeeId, [version.frozenById]))
    },
  }
}
