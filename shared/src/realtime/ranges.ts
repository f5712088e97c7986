/** A stretch of one Yjs client's clock: `start` included, `end` not. */
export interface Range {
  start: number
  end: number
}

/** Stretches by Yjs client: which structs, or which deletions, something holds. Sorted, and never touching. */
export type Ranges = Map<number, Range[]>

/** Adds a stretch in place. Costs nothing when it follows the last one, which is what typing does. */
export const addRange = (ranges: Ranges, client: number, start: number, end: number): void => {
  if (end <= start) return
  const list = ranges.get(client)
  if (list === undefined) {
    ranges.set(client, [{ start, end }])
    return
  }
  const last = list[list.length - 1]
  if (last === undefined || start > last.end) {
    list.push({ start, end })
    return
  }
  const first = firstEndingFrom(list, start)
  let after = first
  let from = start
  let to = end
  for (let range = list[after]; range !== undefined && range.start <= end; range = list[++after]) {
    from = Math.min(from, range.start)
    to = Math.max(to, range.end)
  }
  list.splice(first, after - first, { start: from, end: to })
}

export const addRanges = (target: Ranges, added: Ranges): void => {
  for (const [client, list] of added)
    for (const range of list) addRange(target, client, range.start, range.end)
}

/** What of `ranges` is not in `held`. */
export const withoutRanges = (ranges: Ranges, held: Ranges): Ranges => {
  const rest: Ranges = new Map()
  for (const [client, list] of ranges) {
    const known = held.get(client) ?? none
    for (const range of list) {
      let start = range.start
      let index = firstEndingFrom(known, start)
      for (let other = known[index]; other !== undefined && other.start < range.end; other = known[++index]) {
        addRange(rest, client, start, other.start)
        start = Math.max(start, other.end)
      }
      addRange(rest, client, start, range.end)
    }
  }
  return rest
}

/** Yjs's state vector: up to where each client's structs are held without a hole. */
export const stateVectorOf = (structs: Ranges): Map<number, number> => {
  const vector = new Map<number, number>()
  for (const [client, list] of structs) {
    const first = list[0]
    if (first?.start === 0) vector.set(client, first.end)
  }
  return vector
}

const none: Range[] = []

const firstEndingFrom = (list: Range[], start: number): number => {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] as Range).end < start) low = middle + 1
    else high = middle
  }
  return low
}
