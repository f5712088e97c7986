/** What a room needs of a connection's transport. */
export interface Socket {
  /** False: it is filling up, and worth a look at `bufferedAmount`. */
  send(bytes: Uint8Array): boolean
  close(code: number, reason: string): void
  /** Bytes queued and not yet handed to the network. */
  readonly bufferedAmount: number
  /** Calls back once when all that is queued now has been handed to the network. */
  whenDrained(callback: () => void): void
}

/** Past this, a connection gets nothing more until its socket has drained (RT10). */
export const slowReaderBytes = 1024 * 1024
