import { awarenessFrame, encodeEntry, type AwarenessEntry } from '@reliance/shared/realtime/frames'
import { bounds } from '@reliance/shared/realtime/protocol'
import { MalformedMessage } from '@reliance/shared/realtime/update'
import type { Connection } from './connection'

interface Presence {
  owner: Connection
  /** The browser's own clock: what is older than it is stale. */
  clientClock: number
  /** What the browser said of itself; null when it has gone. */
  fields: Record<string, unknown> | null
  encoded: Uint8Array
}

/**
 * Who is where in one document. A connection speaks for one client id (RT7); its name and college are the server's
 * word (RT8). Stock clients echo all that they hear, so what concerns others is dropped without an answer.
 */
export class Awareness {
  readonly #presences = new Map<number, Presence>()
  readonly #now: () => number
  #changed = new Map<number, Uint8Array>()
  #clock = 0

  /** `now` starts the clocks that are sent: they grow even over a restart, so no browser takes news for old. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** `mayClaim` says whether a client id that the document knows is this person's. */
  receive(connection: Connection, entries: AwarenessEntry[], mayClaim: (clientId: number) => boolean): void {
    for (const entry of entries) {
      if (entry.clientId === connection.awarenessClientId || this.#claim(connection, entry, mayClaim)) {
        this.#update(connection, entry)
      }
    }
  }

  /** What the server knows of the person has changed: what is shown of them changes with it. */
  refresh(connection: Connection): void {
    const clientId = connection.awarenessClientId
    const presence = clientId === null ? undefined : this.#presences.get(clientId)
    if (clientId !== null && presence !== undefined) this.#tell(clientId, presence)
  }

  leave(connection: Connection): void {
    const clientId = connection.awarenessClientId
    const presence = clientId === null ? undefined : this.#presences.get(clientId)
    if (clientId === null || presence?.owner !== connection) return
    this.#tell(clientId, { ...presence, fields: null })
    this.#presences.delete(clientId)
  }

  /** Whether this connection's caret stands in the text. */
  hasCursor(connection: Connection): boolean {
    const presence =
      connection.awarenessClientId === null ? undefined : this.#presences.get(connection.awarenessClientId)
    return connection.mayWrite && (presence?.fields?.cursor ?? null) !== null
  }

  /** All the others, for somebody who has just come. Null when there is nobody. */
  snapshotFor(connection: Connection): Uint8Array | null {
    const entries: Uint8Array[] = []
    for (const presence of this.#presences.values()) {
      if (presence.owner !== connection && presence.fields !== null) entries.push(presence.encoded)
    }
    return entries.length === 0 ? null : awarenessFrame(entries)
  }

  /** What has changed since the last call, framed once; nobody is sent their own state. */
  takeChanges(): ((connection: Connection) => Uint8Array | null) | null {
    if (this.#changed.size === 0) return null
    const changed = this.#changed
    this.#changed = new Map()
    const forAll = awarenessFrame([...changed.values()])
    return (connection) => {
      const own = connection.awarenessClientId
      if (own === null || !changed.has(own)) return forAll
      const others = [...changed].filter(([clientId]) => clientId !== own).map(([, encoded]) => encoded)
      return others.length === 0 ? null : awarenessFrame(others)
    }
  }

  #claim(connection: Connection, entry: AwarenessEntry, mayClaim: (clientId: number) => boolean): boolean {
    if (connection.awarenessClientId !== null || entry.state === 'null') return false
    const owner = this.#presences.get(entry.clientId)?.owner
    if (owner !== undefined && owner.person.id !== connection.person.id) return false
    if (!mayClaim(entry.clientId)) return false
    if (owner !== undefined) owner.awarenessClientId = null
    this.#presences.delete(entry.clientId)
    connection.awarenessClientId = entry.clientId
    return true
  }

  #update(connection: Connection, entry: AwarenessEntry): void {
    const before = this.#presences.get(entry.clientId)
    if (before !== undefined && entry.clock < before.clientClock) return
    const fields = readFields(entry.state)
    const presence = { owner: connection, clientClock: entry.clock, fields, encoded: nothing }
    this.#presences.set(entry.clientId, presence)
    this.#tell(entry.clientId, presence)
  }

  #tell(clientId: number, presence: Presence): void {
    this.#clock = Math.max(this.#clock + 1, this.#now())
    presence.encoded = encodeEntry({ clientId, clock: this.#clock, state: JSON.stringify(shown(presence)) })
    this.#changed.set(clientId, presence.encoded)
  }
}

const nothing = new Uint8Array()

const readFields = (state: string): Record<string, unknown> | null => {
  if (state.length > bounds.awarenessBytes) throw new MalformedMessage('presence is too large')
  const value: unknown = parse(state)
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value))
    throw new MalformedMessage('presence is not an object')
  return value as Record<string, unknown>
}

const parse = (state: string): unknown => {
  try {
    return JSON.parse(state)
  } catch (cause) {
    throw new MalformedMessage('presence is not JSON', cause)
  }
}

/** A reader is seen to be there, without a caret. */
const shown = ({ owner, fields }: Presence): Record<string, unknown> | null => {
  if (fields === null) return null
  const { id, name, collegeId, palette } = owner.person
  const user = { personId: id, name, collegeId, palette, mayWrite: owner.mayWrite }
  return owner.mayWrite ? { ...fields, user } : { user }
}
