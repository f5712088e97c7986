import { usualRules } from '@reliance/shared/deliberation/round-rules'
import type { DecisionOutcome } from '@reliance/shared/deliberation/schemas'
import { demonstration, type DemoRound } from './data'
import type { Stage } from './stage'
import type { BegunStatement } from './statements'

/** Freezes the text and opens the round of the file on it, until the given time; gives back its id. */
export async function openRound(
  { statements, deliberation, people, timeline }: Stage,
  statement: BegunStatement,
  { title, proposal }: DemoRound,
  closesAt: Date,
): Promise<string> {
  const { caller } = people.of(demonstration.coordinator.id)
  const version = await statements.freeze(caller, statement.id)
  timeline.pass(20)
  const round = { title, proposal, closesAt: closesAt.toISOString(), rules: usualRules }
  return (await deliberation.open(caller, version.id, round)).id
}

/** People answer one after the other; some need longer. */
export async function answerRound(
  { deliberation, people, timeline }: Stage,
  roundId: string,
  { answers }: DemoRound,
): Promise<void> {
  for (const { person, answer, reason } of answers) {
    timeline.pass(53)
    await deliberation.answer(people.of(person).caller, roundId, { answer, reason })
  }
}

/** The deadline comes and closes the round, as it does on a running server. */
export async function reachDeadline({ dueJobs, timeline }: Stage, days: number, time: string): Promise<void> {
  timeline.moveTo(days, time)
  await dueJobs.runDue()
}

/** The decision of a round that has ended; anything but what the story tells is a fault of the story. */
export async function decisionOf(
  { deliberation, people }: Stage,
  roundId: string,
  expected: DecisionOutcome,
): Promise<string> {
  const { decision } = await deliberation.read(people.of(demonstration.coordinator.id).caller, roundId)
  if (decision?.outcome !== expected) throw new Error(`the round ended ${decision?.outcome ?? 'not yet'}`)
  return decision.id
}
