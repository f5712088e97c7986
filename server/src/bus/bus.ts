/** Hears what another process published; never what this one did. */
export type BusListener = (payload: Uint8Array, origin: string) => void

/**
 * What the processes that serve the same committees tell each other. Payloads are bytes; messages of one process arrive in
 * the order in which it published them. Nothing is kept for who is away: what matters is in the database first, and
 * `onChange` says when to look there.
 */
export interface Bus {
  /** This process, as the others see it. */
  readonly origin: string
  /** Whether other processes may serve the same committees at all. */
  readonly hasPeers: boolean
  /**
   * Whether all that any process publishes arrives. False while this process, or another one, does not reach the bus: then
   * look in the database every few seconds.
   */
  readonly isConnected: boolean
  /** How many messages of this process the bus did not take. */
  readonly dropped: number
  /** Never waits and never throws; away from the bus the message is dropped and counted. */
  publish(channel: string, payload: Uint8Array): void
  /**
   * Resolves when what is published from now on will be heard; away from the bus at once, since the listeners of `onChange`
   * are told when it is back. Never rejects. The answer stops the listening.
   */
  subscribe(channel: string, listener: BusListener): Promise<() => void>
  /**
   * `false`: messages may be missed from now on. `true`: they arrive again, and what was missed is to be read from the
   * database now. After a loss that was already over when it was noticed both come in one turn.
   */
  onChange(listener: (connected: boolean) => void): () => void
  /** Sends what waits, tells the others that this process left on purpose, and ends. */
  close(): Promise<void>
}

/** Where the bus says that it lost its connection, and that it has it back. */
export type BusLog = {
  info(context: object, message: string): void
  warn(context: object, message: string): void
  error(context: object, message: string): void
}
