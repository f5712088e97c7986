import { quoteAnchor } from '@reliance/shared/realtime/anchor'
import { demonstration, type DemoComment, type DemoStatement, type Passage } from './data'
import type { Stage } from './stage'
import { writePassages } from './writing'

/** A statement of the file, and what stands for it in the committee. */
export type BegunStatement = { id: string; documentId: string; source: DemoStatement }

/** Its carrier begins it; the text of its first version comes from several people. */
export async function beginStatement(
  stage: Stage,
  committeeId: string,
  source: DemoStatement,
): Promise<BegunStatement> {
  const { statements, people } = stage
  const { caller } = people.of(source.carrier)
  const axisIds = await axisIdsOf(stage, committeeId, source.axes)
  const made = await statements.create(caller, committeeId, { title: source.title, axisIds })
  await writePassages(
    stage,
    made.documentId,
    source.passages.filter(({ revision }) => !revision),
  )
  return { ...made, source }
}

/** What the first round led to. */
export async function reviseStatement(stage: Stage, { documentId, source }: BegunStatement): Promise<void> {
  const isRevision = ({ revision }: Passage) => revision === true
  await writePassages(stage, documentId, source.passages.filter(isRevision))
}

/** The ids of axes that the file names. */
export async function axisIdsOf(
  stage: Stage,
  committeeId: string,
  axes: readonly string[],
): Promise<string[]> {
  const { committee, people } = stage
  const { caller } = people.of(demonstration.coordinator.id)
  const known = (await committee.committee.read(caller, committeeId)).axes
  return axes.map((axis) => {
    const found = known.find(({ nameFr }) => nameFr === demonstration.axes[axis])
    if (!found) throw new Error(`the committee has no axis ${axis}`)
    return found.id
  })
}

/** A thread on the words that it quotes, with its answers and its outcome. */
export async function comment(
  stage: Stage,
  { documentId }: BegunStatement,
  source: DemoComment,
): Promise<void> {
  const { comments, rooms, people, timeline } = stage
  const anchor = quoteAnchor(await rooms.read(documentId), source.quote)
  if (!anchor) throw new Error(`no passage says « ${source.quote} »`)
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
  const { id } = await comments.start(people.of(source.author).caller, documentId, {
    type: source.type,
    text: source.text,
    anchor: {
      ...anchor,
      startPosition: base64(anchor.startPosition),
      endPosition: base64(anchor.endPosition),
    },
  })
  for (const { author, text } of source.replies) {
    timeline.pass(180)
    await comments.answer(people.of(author).caller, id, text)
  }
  if (!source.outcome) return
  timeline.pass(45)
  await comments.resolve(people.of(source.outcome.by).caller, id, source.outcome.outcome)
}
