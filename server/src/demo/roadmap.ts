import { demonstration } from './data'
import type { Stage } from './stage'
import { axisIdsOf } from './statements'

/** Puts on the roadmap what the decisions allow; `decisions` holds their ids by the round of the file. */
export async function drawRoadmap(
  stage: Stage,
  committeeId: string,
  decisions: ReadonlyMap<string, string>,
): Promise<void> {
  const { roadmap, committee, people, timeline } = stage
  const { caller } = people.of(demonstration.coordinator.id)
  const directory = await committee.members.directory(caller, committeeId)
  const memberIds = new Map(directory.map(({ personId, id }) => [personId, id]))
  for (const {
    round,
    axis,
    lead,
    title,
    question,
    frascatiType,
    startQuarter,
    endQuarter,
  } of demonstration.roadmap) {
    timeline.pass(12)
    const decisionId = decisions.get(round)
    const leadMemberId = memberIds.get(people.of(lead).caller.personId)
    const [axisId] = await axisIdsOf(stage, committeeId, [axis])
    if (!decisionId || !leadMemberId || !axisId) throw new Error(`« ${title} » has no decision, lead or axis`)
    const item = { decisionId, axisId, leadMemberId, title, question, frascatiType, startQuarter, endQuarter }
    await roadmap.add(caller, committeeId, item)
  }
}
