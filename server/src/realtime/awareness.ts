import { awarenessFrame, joinEntries, type AwarenessEntry } from '@reliance/shared/realtime/frames'
import type { Connection } from './connection'
import {
  encodeState,
  personOfState,
  readFields,
  shownState,
  type Presence,
  type PresentPerson,
} from './presence'

/**
 * Who is where in one document. A connection speaks for one client id (RT7); its name and college are the server's
 * word (RT8). Stock clients echo all that they hear, so what concerns others is dropped without an answer.
 */
export class Awareness {
  readonly #presences = new Map<number, Presence>()
  readonly #now: () => number
  #changed: Map<number, Uint8Array> | null = null
  /** Of those that changed, the ones that the other processes have to hear of. */
  #changedHere: Map<number, Uint8Array> | null = null
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

  /** What another process shows; `isAll` when it shows nobody else. */
  receiveFrom(origin: string, entries: AwarenessEntry[], isAll: boolean): void {
    if (isAll) this.forgetOrigin(origin, new Set(entries.map(({ clientId }) => clientId)))
    for (const { clientId, clock, state } of entries) {
      const person = personOfState(state)
      const before = this.#presences.get(clientId)
      if (person === null && (before?.owner !== null || before.origin !== origin)) continue
      if (before?.owner) before.owner.awarenessClientId = null
      this.#clock = Math.max(this.#clock, clock)
      const encoded = this.#tell(clientId, JSON.parse(state) as Record<string, unknown> | null)
      if (person === null) this.#presences.delete(clientId)
      else this.#presences.set(clientId, { owner: null, origin, person, encoded })
    }
  }

  /** Another process is gone, or shows only these any more. */
  forgetOrigin(origin: string, but: ReadonlySet<number> = new Set()): void {
    for (const [clientId, presence] of this.#presences) {
      if (presence.owner !== null || presence.origin !== origin || but.has(clientId)) continue
      this.#tell(clientId, null)
      this.#presences.delete(clientId)
    }
  }

  /** What the server knows of the person has changed: what is shown of them changes with it. */
  refresh(connection: Connection): void {
    const clientId = connection.awarenessClientId
    const presence = clientId === null ? undefined : this.#presences.get(clientId)
    if (clientId === null || presence?.owner !== connection) return
    presence.encoded = this.#tellHere(clientId, shownState(connection, presence.fields))
  }

  leave(connection: Connection): void {
    const clientId = connection.awarenessClientId
    if (clientId === null || this.#presences.get(clientId)?.owner !== connection) return
    this.#tellHere(clientId, null)
    this.#presences.delete(clientId)
  }

  /** Whether this connection's caret stands in the text. */
  hasCursor(connection: Connection): boolean {
    const clientId = connection.awarenessClientId
    const presence = clientId === null ? undefined : this.#presences.get(clientId)
    return connection.mayWrite && presence?.owner === connection && (presence.fields?.cursor ?? null) !== null
  }

  /** Those who are there through another process. */
  peopleElsewhere(): PresentPerson[] {
    return [...this.#presences.values()].flatMap((presence) =>
      presence.owner === null ? [presence.person] : [],
    )
  }

  /** All the others, for somebody who has just come. Null when there is nobody. */
  snapshotFor(connection: Connection): Uint8Array | null {
    const entries: Uint8Array[] = []
    for (const presence of this.#presences.values()) {
      if (presence.owner === connection || (presence.owner !== null && presence.fields === null)) continue
      entries.push(presence.encoded)
    }
    return entries.length === 0 ? null : awarenessFrame(entries)
  }

  /** Those who are here, for the other processes. */
  snapshotHere(): Uint8Array {
    const here = [...this.#presences.values()].filter(
      (presence) => presence.owner !== null && presence.fields !== null,
    )
    return joinEntries(here.map(({ encoded }) => encoded))
  }

  /** What has changed since the last call, framed once; nobody is sent their own state. */
  takeChanges(): ((connection: Connection) => Uint8Array | null) | null {
    const changed = this.#changed
    if (changed === null) return null
    this.#changed = null
    const forAll = awarenessFrame([...changed.values()])
    return (connection) => {
      const own = connection.awarenessClientId
      if (own === null || !changed.has(own)) return forAll
      const others = [...changed].filter(([clientId]) => clientId !== own).map(([, encoded]) => encoded)
      return others.length === 0 ? null : awarenessFrame(others)
    }
  }

  /** What has changed here since the last call, for the other processes. */
  takeChangesHere(): Uint8Array | null {
    const changed = this.#changedHere
    if (changed === null) return null
    this.#changedHere = null
    return joinEntries([...changed.values()])
  }

  #claim(connection: Connection, entry: AwarenessEntry, mayClaim: (clientId: number) => boolean): boolean {
    if (connection.awarenessClientId !== null || entry.state === 'null') return false
    const before = this.#presences.get(entry.clientId)
    const holder = before === undefined ? undefined : (before.owner?.person.id ?? personElsewhere(before))
    if (holder !== undefined && holder !== connection.person.id) return false
    if (!mayClaim(entry.clientId)) return false
    if (before?.owner) before.owner.awarenessClientId = null
    this.#presences.delete(entry.clientId)
    connection.awarenessClientId = entry.clientId
    return true
  }

  #update(connection: Connection, entry: AwarenessEntry): void {
    const before = this.#presences.get(entry.clientId)
    if (before?.owner && entry.clock < before.clientClock) return
    const fields = readFields(entry.state)
    const encoded = this.#tellHere(entry.clientId, shownState(connection, fields))
    this.#presences.set(entry.clientId, { owner: connection, clientClock: entry.clock, fields, encoded })
  }

  #tellHere(clientId: number, state: Record<string, unknown> | null): Uint8Array {
    const encoded = this.#tell(clientId, state)
    this.#changedHere ??= new Map()
    this.#changedHere.set(clientId, encoded)
    return encoded
  }

  #tell(clientId: number, state: Record<string, unknown> | null): Uint8Array {
    this.#clock = Math.max(this.#clock + 1, this.#now())
    const encoded = encodeState(clientId, this.#clock, state)
    this.#changed ??= new Map()
    this.#changed.set(clientId, encoded)
    return encoded
  }
}

const personElsewhere = (presence: Presence): string | undefined =>
  presence.owner === null ? presence.person.personId : undefined
