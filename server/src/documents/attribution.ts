import type { PersonMark } from '@reliance/shared/committee/person-mark'
import type { AttributedBlock } from '@reliance/shared/realtime/document'
import type { AttributedRun } from '@reliance/shared/realtime/runs'
import type { AttributedText, TextRun } from '@reliance/shared/realtime/schemas'

type Marks = (personIds: string[]) => Promise<Map<string, PersonMark>>

/**
 * The blocks with the people who wrote them. `people` says to whom each Yjs client id belongs; the template's belongs to
 * nobody, and so does an id that the document does not know. Authors stand in the order of their first words.
 */
export async function attributeText(
  attributed: AttributedBlock[],
  people: Map<number, string | null>,
  marksOf: Marks,
): Promise<AttributedText> {
  const order = new Map<string, number>()
  const blocks = attributed.map((block) => ({
    kind: block.kind,
    level: block.level,
    depth: block.depth,
    section: block.section,
    runs: mergeRuns(block.runs.map((run) => attribute(run, people.get(run.clientId) ?? null, order))),
  }))
  const personIds = [...order.keys()]
  const marks = await marksOf(personIds)
  return { blocks, authors: personIds.map((personId) => markOf(marks, personId)) }
}

/** A person of whom no membership is known any more keeps their place, without a name. */
export function markOf(marks: Map<string, PersonMark>, personId: string): PersonMark {
  return marks.get(personId) ?? { personId, name: '', collegeId: null }
}

function attribute(
  { clientId, ...run }: AttributedRun,
  personId: string | null,
  order: Map<string, number>,
): TextRun {
  if (personId === null) return run
  const author = order.get(personId) ?? order.size
  order.set(personId, author)
  return { ...run, author }
}

/** One person writes from many browsers: what they wrote in one go is one run. */
function mergeRuns(runs: TextRun[]): TextRun[] {
  const merged: TextRun[] = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (last && isSameHand(last, run)) last.text += run.text
    else merged.push({ ...run })
  }
  return merged
}

function isSameHand(one: TextRun, other: TextRun): boolean {
  return (
    one.author === other.author &&
    one.href === other.href &&
    (one.bold ?? false) === (other.bold ?? false) &&
    (one.italic ?? false) === (other.italic ?? false)
  )
}
