import type { ConsentResult } from '@reliance/shared/deliberation/consent'
import type { Elector } from '@reliance/shared/deliberation/electorate'
import type { DecisionOutcome, RoundRules, RoundState } from '@reliance/shared/deliberation/schemas'
import type { Transaction } from '../db/transaction'

export type RoundReader = Pick<Transaction, 'round' | 'roundElector' | 'ballot' | 'decision'>

/** A round, and which frozen version it is about. `result` is unmasked: it does not leave the server as it is. */
export type StoredRound = {
  id: string
  committeeId: string
  statementId: string
  versionId: string
  versionNumber: number
  versionSha256: string
  title: string
  proposal: string
  state: RoundState
  rules: RoundRules
  rulesSha256: string
  openedAt: Date
  closesAt: Date
  closedAt: Date | null
  result: ConsentResult | null
}

/** How many may answer and have answered, and whether one person is among them. */
export type Turnout = { electors: number; answered: number; isElector: boolean; hasAnswered: boolean }

export type RoundLine = { round: StoredRound; turnout: Turnout; outcome: DecisionOutcome | null }

const roundFields = {
  id: true,
  committeeId: true,
  frozenVersionId: true,
  frozenVersion: { select: { statementId: true, number: true, sha256: true } },
  title: true,
  proposal: true,
  state: true,
  rules: true,
  rulesSha256: true,
  openedAt: true,
  closesAt: true,
  closedAt: true,
  result: true,
} as const

type Row = Omit<
  StoredRound,
  'statementId' | 'versionId' | 'versionNumber' | 'versionSha256' | 'rules' | 'result'
> & {
  frozenVersionId: string
  frozenVersion: { statementId: string; number: number; sha256: string }
  rules: unknown
  result: unknown
}

function toRound({ frozenVersionId, frozenVersion, rules, result, ...row }: Row): StoredRound {
  return {
    ...row,
    statementId: frozenVersion.statementId,
    versionId: frozenVersionId,
    versionNumber: frozenVersion.number,
    versionSha256: frozenVersion.sha256,
    rules: rules as RoundRules,
    result: result as ConsentResult | null,
  }
}

export async function selectRound(reader: RoundReader, id: string): Promise<StoredRound | null> {
  const row = await reader.round.findUnique({ where: { id }, select: roundFields })
  return row && toRound(row)
}

/** The committee's rounds as one person sees them: open ones first, by deadline, then closed ones, latest first. */
export async function selectRoundLines(
  reader: RoundReader,
  committeeId: string,
  personId: string,
): Promise<RoundLine[]> {
  const rows = await reader.round.findMany({
    where: { committeeId },
    orderBy: [{ state: 'asc' }, { closedAt: 'desc' }, { closesAt: 'asc' }, { id: 'asc' }],
    select: {
      ...roundFields,
      decision: { select: { outcome: true } },
      electors: { where: { personId }, select: { personId: true } },
      ballots: { where: { personId }, select: { id: true } },
      _count: { select: { electors: true, ballots: true } },
    },
  })
  return rows.map(({ decision, electors, ballots, _count, ...row }) => ({
    round: toRound(row),
    turnout: {
      electors: _count.electors,
      answered: _count.ballots,
      isElector: electors.length > 0,
      hasAnswered: ballots.length > 0,
    },
    outcome: decision?.outcome ?? null,
  }))
}

export async function countOpenRounds(reader: RoundReader, statementId: string): Promise<number> {
  return reader.round.count({ where: { state: 'open', frozenVersion: { statementId } } })
}

export async function insertRound(
  tx: Transaction,
  {
    rules,
    ...round
  }: {
    committeeId: string
    frozenVersionId: string
    title: string
    proposal: string
    rules: RoundRules
    rulesSha256: string
    openedById: string
    openedAt: Date
    closesAt: Date
  },
  electors: readonly Elector[],
): Promise<string> {
  const { id } = await tx.round.create({ data: { ...round, rules }, select: { id: true } })
  await tx.roundElector.createMany({
    data: electors.map(({ personId, collegeId }) => ({ roundId: id, personId, collegeId })),
  })
  return id
}

export async function updateDeadline(tx: Transaction, id: string, closesAt: Date): Promise<void> {
  await tx.round.update({ where: { id }, data: { closesAt } })
}

/** Answers whether the round was still open: it is closed once, whoever comes second. */
export async function markClosed(
  tx: Transaction,
  id: string,
  { result, ...close }: { closedAt: Date; closedById: string | null; result: ConsentResult },
): Promise<boolean> {
  const { count } = await tx.round.updateMany({
    where: { id, state: 'open' },
    data: { ...close, state: 'closed', result },
  })
  return count === 1
}
