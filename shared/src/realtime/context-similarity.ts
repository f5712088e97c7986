/**
 * How far two texts agree, read from their beginnings: 1 when `found` starts with `expected`, 0 when nothing of it is
 * there. Words added, removed or changed cost only themselves: it is the least number of edits between `expected` and
 * any beginning of `found`, as a share of its length.
 *
 *     contextSimilarity(' du soir', ' tard du soir et') // 0.375: five characters were added to eight
 *
 * P. H. Sellers, The theory and computation of evolutionary distances, Journal of Algorithms 1(4), 1980.
 */
export function contextSimilarity(expected: string, found: string): number {
  if (expected.length === 0 || found.startsWith(expected)) return 1
  const within = found.slice(0, expected.length * 2)
  let previous = Array.from({ length: within.length + 1 }, (_, index) => index)
  for (let row = 1; row <= expected.length; row++) {
    const current = [row]
    for (let column = 1; column <= within.length; column++) {
      const same = expected[row - 1] === within[column - 1]
      const replaced = (previous[column - 1] ?? 0) + (same ? 0 : 1)
      const added = (current[column - 1] ?? 0) + 1
      const removed = (previous[column] ?? 0) + 1
      current.push(Math.min(replaced, added, removed))
    }
    previous = current
  }
  return 1 - Math.min(...previous) / expected.length
}
