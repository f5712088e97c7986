/** What the realtime engine tells of its work as it happens, for the metrics. Numbers and reasons, never contents. */
export interface Observer {
  /** A commit took so long, in milliseconds, from the oldest update in it to the durable write. */
  committed(updates: number, milliseconds: number): void
  commitFailed(): void
  relayed(bytes: number, receivers: number): void
  refused(reason: string): void
  closed(reason: string): void
}

export const noObserver: Observer = {
  committed: () => undefined,
  commitFailed: () => undefined,
  relayed: () => undefined,
  refused: () => undefined,
  closed: () => undefined,
}
