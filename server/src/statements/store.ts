import type { StatementState } from '@reliance/shared/statements/schemas'
import type { Prisma } from '@reliance/prisma/client'
import type { Transaction } from '../db/transaction'

/** A statement as it is kept; people are ids until they are shown. */
export type StoredStatement = {
  id: string
  committeeId: string
  documentId: string
  title: string
  state: StatementState
  setAsideReason: string | null
  createdById: string
  updatedAt: Date
  axisIds: string[]
  invitedWriterIds: string[]
}

type Reader = Pick<Transaction, 'problemStatement'>

const statementFields = {
  id: true,
  committeeId: true,
  documentId: true,
  title: true,
  state: true,
  setAsideReason: true,
  createdById: true,
  updatedAt: true,
  axes: { select: { axisId: true }, orderBy: { axis: { position: 'asc' } } },
  writers: { select: { personId: true } },
} as const satisfies Prisma.ProblemStatementSelect

type Row = Prisma.ProblemStatementGetPayload<{ select: typeof statementFields }>

function toStatement({ axes, writers, ...row }: Row): StoredStatement {
  return {
    ...row,
    axisIds: axes.map((axis) => axis.axisId),
    invitedWriterIds: writers.map((writer) => writer.personId),
  }
}

export async function selectStatement(reader: Reader, id: string): Promise<StoredStatement | null> {
  const row = await reader.problemStatement.findUnique({ where: { id }, select: statementFields })
  return row && toStatement(row)
}

/** The one whose text was touched last comes first. */
export async function selectStatements(reader: Reader, committeeId: string): Promise<StoredStatement[]> {
  const rows = await reader.problemStatement.findMany({
    where: { committeeId },
    select: statementFields,
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
  })
  return rows.map(toStatement)
}

export async function insertStatement(
  tx: Transaction,
  statement: { committeeId: string; documentId: string; title: string; createdById: string; at: Date },
): Promise<string> {
  const { at, ...data } = statement
  const { id } = await tx.problemStatement.create({
    data: { ...data, state: 'draft', createdAt: at, updatedAt: at },
    select: { id: true },
  })
  return id
}

export async function updateTitle(tx: Transaction, id: string, title: string, at: Date): Promise<void> {
  await tx.problemStatement.update({ where: { id }, data: { title, updatedAt: at } })
}

/** Moves a statement only from the state that the decision was taken on; answers whether it did. */
export async function updateState(
  tx: Transaction,
  id: string,
  change: { from: StatementState; to: StatementState; setAsideReason: string | null; at: Date },
): Promise<boolean> {
  const { count } = await tx.problemStatement.updateMany({
    where: { id, state: change.from },
    data: { state: change.to, setAsideReason: change.setAsideReason, updatedAt: change.at },
  })
  return count === 1
}

/** The text was written in; never moves the time back. */
export async function updateTextTime(reader: Reader, documentId: string, at: Date): Promise<void> {
  await reader.problemStatement.updateMany({
    where: { documentId, updatedAt: { lt: at } },
    data: { updatedAt: at },
  })
}

export async function replaceAxes(tx: Transaction, statementId: string, axisIds: string[]): Promise<void> {
  await tx.statementAxis.deleteMany({ where: { statementId, axisId: { notIn: axisIds } } })
  await tx.statementAxis.createMany({
    data: axisIds.map((axisId) => ({ statementId, axisId })),
    skipDuplicates: true,
  })
}

/** Answers whether the person had not been invited yet. */
export async function insertWriter(tx: Transaction, statementId: string, personId: string): Promise<boolean> {
  const { count } = await tx.statementWriter.createMany({
    data: [{ statementId, personId }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Answers whether there was an invitation. */
export async function deleteWriter(tx: Transaction, statementId: string, personId: string): Promise<boolean> {
  const { count } = await tx.statementWriter.deleteMany({ where: { statementId, personId } })
  return count === 1
}
