import type { ConsentBallot } from '@reliance/shared/deliberation/consent'
import type { Elector } from '@reliance/shared/deliberation/electorate'
import type { ConsentAnswer } from '@reliance/shared/deliberation/schemas'
import type { Transaction } from '../db/transaction'
import type { RoundReader } from './round-store'

export type StoredBallot = { answer: ConsentAnswer; reason: string; updatedAt: Date }

export async function selectElectors(reader: RoundReader, roundId: string): Promise<Elector[]> {
  return reader.roundElector.findMany({
    where: { roundId },
    orderBy: { personId: 'asc' },
    select: { personId: true, collegeId: true },
  })
}

/** Who has answered. What they answered is not read: while the round is open it is nobody's business. */
export async function selectAnsweredBy(reader: RoundReader, roundId: string): Promise<Set<string>> {
  const rows = await reader.ballot.findMany({ where: { roundId }, select: { personId: true } })
  return new Set(rows.map(({ personId }) => personId))
}

/** All answers, in the order in which they were first given: to count them, and to show them once closed. */
export async function selectBallots(reader: RoundReader, roundId: string): Promise<ConsentBallot[]> {
  return reader.ballot.findMany({
    where: { roundId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { personId: true, answer: true, reason: true },
  })
}

export async function selectBallot(
  reader: RoundReader,
  roundId: string,
  personId: string,
): Promise<StoredBallot | null> {
  return reader.ballot.findUnique({
    where: { roundId_personId: { roundId, personId } },
    select: { answer: true, reason: true, updatedAt: true },
  })
}

export async function upsertBallot(
  tx: Transaction,
  { roundId, personId, answer, reason, at }: ConsentBallot & { roundId: string; at: Date },
): Promise<void> {
  await tx.ballot.upsert({
    where: { roundId_personId: { roundId, personId } },
    create: { roundId, personId, answer, reason, createdAt: at, updatedAt: at },
    update: { answer, reason, updatedAt: at },
  })
}
