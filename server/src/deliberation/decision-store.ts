import type { Decision, DecisionOutcome } from '@reliance/shared/deliberation/schemas'
import type { Transaction } from '../db/transaction'

export type DecisionReader = Pick<Transaction, 'decision'>
export type StoredDecision = Decision & { committeeId: string }

const decisionFields = {
  id: true,
  committeeId: true,
  number: true,
  outcome: true,
  decidedAt: true,
  roundId: true,
  round: {
    select: {
      title: true,
      proposal: true,
      frozenVersionId: true,
      frozenVersion: { select: { statementId: true } },
    },
  },
} as const

type Row = {
  id: string
  committeeId: string
  number: number
  outcome: DecisionOutcome
  decidedAt: Date
  roundId: string
  round: { title: string; proposal: string; frozenVersionId: string; frozenVersion: { statementId: string } }
}

function toDecision({ round, decidedAt, ...row }: Row): StoredDecision {
  return {
    ...row,
    decidedAt: decidedAt.toISOString(),
    roundTitle: round.title,
    proposal: round.proposal,
    statementId: round.frozenVersion.statementId,
    versionId: round.frozenVersionId,
  }
}

export async function selectDecision(
  reader: DecisionReader,
  which: { id: string } | { roundId: string },
): Promise<StoredDecision | null> {
  const row = await reader.decision.findUnique({ where: which, select: decisionFields })
  return row && toDecision(row)
}

/** Latest first. */
export async function selectDecisions(
  reader: DecisionReader,
  committeeId: string,
): Promise<StoredDecision[]> {
  const rows = await reader.decision.findMany({
    where: { committeeId },
    orderBy: { number: 'desc' },
    select: decisionFields,
  })
  return rows.map(toDecision)
}

/** Gives the decision the number after the last one of its committee. */
export async function insertDecision(
  tx: Transaction,
  decision: { committeeId: string; roundId: string; outcome: DecisionOutcome; decidedAt: Date },
): Promise<string> {
  const last = await tx.decision.aggregate({
    where: { committeeId: decision.committeeId },
    _max: { number: true },
  })
  const { id } = await tx.decision.create({
    data: { ...decision, number: (last._max.number ?? 0) + 1 },
    select: { id: true },
  })
  return id
}
