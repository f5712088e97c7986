import type { StatementState } from '@reliance/shared/statements/schemas'
import type { Transaction } from '../db/transaction'

/** A frozen version without its bytes, and the statement it was frozen from. */
export type StoredVersion = {
  id: string
  statementId: string
  number: number
  title: string
  sha256: string
  frozenById: string
  frozenAt: Date
  committeeId: string
  documentId: string
  statementState: StatementState
}

export type VersionReader = Pick<Transaction, 'frozenVersion'>

const versionFields = {
  id: true,
  statementId: true,
  number: true,
  title: true,
  sha256: true,
  frozenById: true,
  frozenAt: true,
  statement: { select: { committeeId: true, documentId: true, state: true } },
} as const

type Row = Omit<StoredVersion, 'committeeId' | 'documentId' | 'statementState'> & {
  statement: { committeeId: string; documentId: string; state: StatementState }
}

function toVersion({ statement, ...row }: Row): StoredVersion {
  const { committeeId, documentId, state } = statement
  return { ...row, committeeId, documentId, statementState: state }
}

export async function selectVersion(reader: VersionReader, id: string): Promise<StoredVersion | null> {
  const row = await reader.frozenVersion.findUnique({ where: { id }, select: versionFields })
  return row && toVersion(row)
}

/** Latest first. */
export async function selectVersions(reader: VersionReader, statementId: string): Promise<StoredVersion[]> {
  const rows = await reader.frozenVersion.findMany({
    where: { statementId },
    select: versionFields,
    orderBy: { number: 'desc' },
  })
  return rows.map(toVersion)
}

/** Number of the statement's latest version; 0 before the first. */
export async function selectLastNumber(reader: VersionReader, statementId: string): Promise<number> {
  const { _max } = await reader.frozenVersion.aggregate({ where: { statementId }, _max: { number: true } })
  return _max.number ?? 0
}

/** The whole document as it stood. */
export async function selectVersionState(reader: VersionReader, id: string): Promise<Uint8Array | null> {
  const row = await reader.frozenVersion.findUnique({ where: { id }, select: { state: true } })
  return row?.state ?? null
}

/** Gives the version the number after the last one of its statement. */
export async function insertVersion(
  tx: Transaction,
  version: {
    statementId: string
    title: string
    state: Uint8Array
    sha256: string
    frozenById: string
    frozenAt: Date
  },
): Promise<StoredVersion> {
  const number = (await selectLastNumber(tx, version.statementId)) + 1
  const row = await tx.frozenVersion.create({
    data: { ...version, state: new Uint8Array(version.state), number },
    select: versionFields,
  })
  return toVersion(row)
}
