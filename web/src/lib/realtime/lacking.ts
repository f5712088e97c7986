/** Up to where each Yjs client is held. */
type Vector = ReadonlyMap<number, number>

/** Whether everything of `wanted`, but for what this browser itself writes, is in `held`. */
export function holdsOthers(held: Vector, wanted: Vector, ownClientId: number): boolean {
  return [...wanted].every(
    ([clientId, clock]) => clientId === ownClientId || (held.get(clientId) ?? 0) >= clock,
  )
}
