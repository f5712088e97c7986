import { can, type Actor } from '@reliance/shared/committee/permissions'
import type { PersonMark } from '@reliance/shared/committee/person-mark'
import { DomainError } from '@reliance/shared/errors'
import type { AttributedText } from '@reliance/shared/realtime/schemas'
import type {
  FrozenVersion,
  Presence,
  Statement,
  StatementState,
  StatementSummary,
} from '@reliance/shared/statements/schemas'
import type { Caller } from '../caller'
import type { Transaction } from '../db/transaction'
import { markOf } from '../documents/attribution'
import { movesOf } from './moves'
import type { StatementsParts } from './parts'
import { reach, subjectOf } from './reach'
import { selectStatement, selectStatements, type StoredStatement } from './store'
import {
  selectLastNumber,
  selectVersion,
  selectVersions,
  selectVersionState,
  type StoredVersion,
} from './version-store'

export type Marks = Map<string, PersonMark>

/** A frozen version as the API shows it. */
export function showVersion(version: StoredVersion, marks: Marks): FrozenVersion {
  const { id, statementId, number, title, sha256, frozenById, frozenAt } = version
  return {
    id,
    statementId,
    number,
    title,
    sha256,
    frozenAt: frozenAt.toISOString(),
    frozenBy: markOf(marks, frozenById),
  }
}

/** What members read of statements and of their versions. */
export function createStatementReading(parts: StatementsParts) {
  const { database, members, documents, comments, rooms } = parts

  const presenceOf = (documentId: string): Presence[] =>
    rooms.presence(documentId).map(({ personId, name, collegeId, mayWrite }) => ({
      personId,
      name,
      collegeId,
      mayWrite,
    }))

  const summarise = (statement: StoredStatement, openThreads: number): StatementSummary => ({
    id: statement.id,
    documentId: statement.documentId,
    title: statement.title,
    state: statement.state,
    axisIds: statement.axisIds,
    updatedAt: statement.updatedAt.toISOString(),
    openThreads,
    presence: presenceOf(statement.documentId),
  })

  async function show(actor: Actor, statement: StoredStatement): Promise<Statement> {
    const { id, committeeId, documentId, state, createdById, invitedWriterIds, setAsideReason } = statement
    const [versions, openCounts] = await Promise.all([
      selectVersions(database.prisma, id),
      comments.openCounts([documentId]),
    ])
    const people = [createdById, ...invitedWriterIds, ...versions.map((version) => version.frozenById)]
    const marks = await members.marks(committeeId, [...new Set(people)])
    return {
      ...summarise(statement, openCounts.get(documentId) ?? 0),
      committeeId,
      createdBy: markOf(marks, createdById),
      setAsideReason,
      invitedWriters: invitedWriterIds.map((personId) => markOf(marks, personId)),
      versions: versions.map((version) => showVersion(version, marks)),
      may: {
        write: can(actor, 'statement.write', subjectOf(statement)),
        comment: can(actor, 'statement.comment'),
        freeze: can(actor, 'statement.freeze', { state }),
        inviteWriters: can(actor, 'statement.invite-writer'),
        openRound: can(actor, 'round.open') && state === 'deliberation' && versions.length > 0,
        moveTo: movesOf(actor, statement),
      },
    }
  }

  async function read(caller: Caller, statementId: string): Promise<Statement> {
    const { actor, statement } = await reach(parts, caller.personId, statementId)
    return show(actor, statement)
  }

  /** A version with its statement, for other modules; the caller has been authorised. */
  const version = (versionId: string): Promise<StoredVersion | null> =>
    selectVersion(database.prisma, versionId)

  /** The frozen words, each with who wrote it. The caller has been authorised. */
  async function versionText(versionId: string): Promise<AttributedText> {
    const [found, state] = await Promise.all([
      version(versionId),
      selectVersionState(database.prisma, versionId),
    ])
    if (!found || !state) throw new DomainError('not-found')
    return documents.attributed(found.documentId, found.committeeId, state)
  }

  return {
    read,
    version,
    versionText,

    /** For the transaction that opens a round on a version; `latest`: the statement has no later one. */
    async versionInRound(
      tx: Transaction,
      versionId: string,
    ): Promise<{ statementState: StatementState; latest: boolean } | null> {
      const found = await selectVersion(tx, versionId)
      if (!found) return null
      const last = await selectLastNumber(tx, found.statementId)
      return { statementState: found.statementState, latest: found.number === last }
    },

    async list(caller: Caller, committeeId: string): Promise<StatementSummary[]> {
      const actor = await members.actorOf(caller.personId, committeeId)
      if (!can(actor, 'statement.read')) throw new DomainError('not-found')
      const statements = await selectStatements(database.prisma, committeeId)
      const openCounts = await comments.openCounts(statements.map((statement) => statement.documentId))
      return statements.map((statement) => summarise(statement, openCounts.get(statement.documentId) ?? 0))
    },

    async text(caller: Caller, statementId: string): Promise<AttributedText> {
      const { statement } = await reach(parts, caller.personId, statementId)
      return documents.text(statement.documentId)
    },

    async readVersion(caller: Caller, versionId: string) {
      const found = await version(versionId)
      const actor = found && (await members.actorOf(caller.personId, found.committeeId))
      if (!found || !can(actor, 'statement.read')) throw new DomainError('not-found')
      const [text, marks] = await Promise.all([
        versionText(versionId),
        members.marks(found.committeeId, [found.frozenById]),
      ])
      return { ...showVersion(found, marks), committeeId: found.committeeId, text }
    },

    /** A version as the API shows it, for the pages of other modules; the caller has been authorised. */
    async shownVersion(versionId: string): Promise<FrozenVersion> {
      const found = await version(versionId)
      if (!found) throw new DomainError('not-found')
      return showVersion(found, await members.marks(found.committeeId, [found.frozenById]))
    },

    /** Title and state by id, for the pages of other modules. */
    async brief(statementId: string) {
      const statement = await selectStatement(database.prisma, statementId)
      if (!statement) throw new DomainError('not-found')
      const { id, committeeId, documentId, title, state } = statement
      return { id, committeeId, documentId, title, state }
    },
  }
}
