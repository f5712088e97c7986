/** Somebody who may answer a round, with their college as it stood when the round opened. */
export type Elector = { personId: string; collegeId: string | null }

/**
 * The electors of each college, colleges in the order of their ids and those without a college last: the same
 * electorate gives the same rows, in whatever order it was read.
 */
export function groupByCollege(
  electors: readonly Elector[],
): { collegeId: string | null; electors: Elector[] }[] {
  const groups = new Map<string | null, Elector[]>()
  for (const elector of electors) {
    const group = groups.get(elector.collegeId)
    if (group) group.push(elector)
    else groups.set(elector.collegeId, [elector])
  }
  return [...groups]
    .map(([collegeId, people]) => ({ collegeId, electors: people }))
    .sort((a, b) => compareCollegeIds(a.collegeId, b.collegeId))
}

/** Order of college ids by code unit, the same on every machine; `null` comes last. */
export function compareCollegeIds(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}
