import { demonstration } from './data'
import { bringEverybodyIn, foundCommittee, signEverybodyOut } from './people'
import { drawRoadmap } from './roadmap'
import { answerRound, decisionOf, openRound, reachDeadline } from './rounds'
import type { Stage } from './stage'
import { beginStatement, comment, reviseStatement, type BegunStatement } from './statements'
import { writePassages } from './writing'

/** The committee's name until the story has been told to its end. */
export const unfinishedName = 'Comité de démonstration (en préparation)'

function named<Thing extends { id: string }>(things: readonly Thing[], id: string): Thing {
  const found = things.find((thing) => thing.id === id)
  if (!found) throw new Error(`the demonstration has no ${id}`)
  return found
}

const round = (id: string) => named(demonstration.rounds, id)

/**
 * Ten weeks in the life of a committee, told through the services as the people's browsers would: one statement
 * adopted at its second round, one adopted, revised and before the committee again, one being written; a roadmap of
 * what was decided. Days are counted from today.
 */
export async function tellStory(stage: Stage, password: string): Promise<void> {
  const { committee, people, timeline } = stage
  timeline.moveTo(-70, '08:00')
  const committeeId = await foundCommittee({ ...stage, password }, unfinishedName)
  await bringEverybodyIn({ ...stage, password }, committeeId)
  const [mobility, digital] = await writeFirstStatements(stage, committeeId)
  const decisions = new Map([
    ['ps-03-second', await adoptInTwoRounds(stage, digital)],
    ['ps-01-first', await adoptAtOnce(stage, mobility)],
  ])
  timeline.moveTo(-13, '08:30')
  await drawRoadmap(stage, committeeId, decisions)
  await writeNote(stage, committeeId)
  timeline.moveTo(-10, '12:00')
  const food = await beginStatement(stage, committeeId, named(demonstration.statements, 'ps-02'))
  await reviseAndAskAgain(stage, mobility)
  timeline.moveTo(-1, '09:00')
  await comment(stage, food, named(demonstration.comments, 'c3'))
  await comment(stage, mobility, named(demonstration.comments, 'c1'))
  const { name, territory } = demonstration.committee
  await committee.committee.change(people.of(demonstration.coordinator.id).caller, committeeId, {
    name,
    territory,
  })
  await signEverybodyOut({ ...stage, password })
}

async function writeFirstStatements(
  stage: Stage,
  committeeId: string,
): Promise<[BegunStatement, BegunStatement]> {
  const { timeline } = stage
  const begin = (id: string) => beginStatement(stage, committeeId, named(demonstration.statements, id))
  timeline.moveTo(-60, '08:00')
  const mobility = await begin('ps-01')
  timeline.moveTo(-58, '13:00')
  const digital = await begin('ps-03')
  timeline.moveTo(-50, '09:00')
  await comment(stage, mobility, named(demonstration.comments, 'c2'))
  await comment(stage, digital, named(demonstration.comments, 'c4'))
  return [mobility, digital]
}

/** An objection sends the text back; amended, it is adopted. Gives back the second decision. */
async function adoptInTwoRounds(stage: Stage, statement: BegunStatement): Promise<string> {
  const { timeline, deliberation, people } = stage
  await readByPeers(stage, statement, -42)
  timeline.moveTo(-36, '08:00')
  const first = await openRound(stage, statement, round('ps-03-first'), timeline.moment(-30, '17:00'))
  await answerRound(stage, first, round('ps-03-first'))
  timeline.moveTo(-31, '16:00')
  await deliberation.close(people.of(demonstration.coordinator.id).caller, first)
  await decisionOf(stage, first, 'objected')
  timeline.moveTo(-29, '09:00')
  await reviseStatement(stage, statement)
  timeline.moveTo(-28, '08:00')
  const second = await openRound(stage, statement, round('ps-03-second'), timeline.moment(-24, '17:00'))
  await answerRound(stage, second, round('ps-03-second'))
  await reachDeadline(stage, -24, '17:00')
  return decisionOf(stage, second, 'adopted')
}

async function adoptAtOnce(stage: Stage, statement: BegunStatement): Promise<string> {
  const { timeline } = stage
  await readByPeers(stage, statement, -22)
  timeline.moveTo(-20, '08:00')
  const id = await openRound(stage, statement, round('ps-01-first'), timeline.moment(-15, '17:00'))
  await answerRound(stage, id, round('ps-01-first'))
  await reachDeadline(stage, -15, '17:00')
  return decisionOf(stage, id, 'adopted')
}

/** The round that is open today: some have answered, some have two days left, and not every college has its quorum. */
async function reviseAndAskAgain(stage: Stage, statement: BegunStatement): Promise<void> {
  const { timeline, statements, people } = stage
  timeline.moveTo(-9, '08:00')
  await statements.move(people.of(demonstration.coordinator.id).caller, statement.id, 'revised')
  await reviseStatement(stage, statement)
  timeline.moveTo(-3, '08:00')
  const id = await openRound(stage, statement, round('ps-01-second'), timeline.moment(2, '17:00'))
  await answerRound(stage, id, round('ps-01-second'))
}

async function readByPeers(stage: Stage, statement: BegunStatement, days: number): Promise<void> {
  const { timeline, statements, people } = stage
  timeline.moveTo(days, '10:00')
  await statements.move(people.of(statement.source.carrier).caller, statement.id, 'peer_review')
}

async function writeNote(stage: Stage, committeeId: string): Promise<void> {
  const { timeline, notes, people } = stage
  const { title, carrier, passages } = demonstration.note
  timeline.moveTo(-11, '10:00')
  const { documentId } = await notes.create(people.of(carrier).caller, committeeId, title)
  await writePassages(stage, documentId, passages)
}
