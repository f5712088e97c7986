import type { ConsentAnswer, Round } from '@reliance/shared/deliberation/schemas'
import type { Caller } from '../caller'
import { createAnswering } from './answering'
import { createRoundClosing } from './closing'
import { createRoundOpening, type NewRound } from './opening'
import { closingJob, type DeliberationParts } from './parts'
import { createDeliberationReading } from './reading'

export type Deliberation = ReturnType<typeof createDeliberationService>

/** Rounds on frozen versions, and the decisions that come of them. */
export function createDeliberationService(parts: DeliberationParts) {
  const reading = createDeliberationReading(parts)
  const open = createRoundOpening(parts)
  const answer = createAnswering(parts)
  const closing = createRoundClosing(parts)
  parts.dueJobs.handle(closingJob, closing.closeAtDeadline)

  return {
    ...reading,
    closeAtDeadline: closing.closeAtDeadline,

    async open(caller: Caller, versionId: string, round: NewRound): Promise<Round> {
      return reading.read(caller, await open(caller, versionId, round))
    },

    async answer(
      caller: Caller,
      roundId: string,
      ballot: { answer: ConsentAnswer; reason?: string },
    ): Promise<Round> {
      await answer(caller, roundId, { answer: ballot.answer, reason: ballot.reason ?? '' })
      return reading.read(caller, roundId)
    },

    async extend(caller: Caller, roundId: string, closesAt: string): Promise<Round> {
      await closing.extend(caller, roundId, closesAt)
      return reading.read(caller, roundId)
    },

    async close(caller: Caller, roundId: string): Promise<Round> {
      await closing.close(caller, roundId)
      return reading.read(caller, roundId)
    },
  }
}
