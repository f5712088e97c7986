import { bounds } from '@reliance/shared/realtime/protocol'
import {
  addRanges,
  stateVectorOf,
  withoutRanges,
  type Range,
  type Ranges,
} from '@reliance/shared/realtime/ranges'
import { readUpdate, updateWithout, type UpdateContent } from '@reliance/shared/realtime/update'
import type { ClientBinding } from './storage'

/** Why changes are not applied; the word that the permission-denied message carries. */
export type Refusal = 'read-only' | 'foreign-client' | 'too-many-clients' | 'document-too-large'

export type Verdict =
  | { kind: 'held' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'accepted'; update: Uint8Array; bindings: ClientBinding[] }

/** Somebody's right to change the document; a null person is the template. */
export interface Writer {
  personId: string | null
  mayWrite: boolean
  /** How much the document may still grow. */
  bytesLeft: number
}

/** Changes made on the server are refused for the same reasons. */
export class WriteRefused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal)
    this.name = 'WriteRefused'
    this.refusal = refusal
  }
}

/**
 * What the document holds, in ranges of Yjs clocks, and to whom each client id belongs.
 * It decides over updates without applying them (RT4, RT5, RT6).
 */
export class Ledger {
  readonly clients: Map<number, string | null>
  #structs: Ranges = new Map()
  #deletions: Ranges = new Map()

  constructor(log: Uint8Array[], clients: Map<number, string | null>) {
    this.clients = clients
    for (const update of log) this.#hold(readUpdate(update))
  }

  /** Up to where each client's structs are held. */
  get vector(): Map<number, number> {
    return stateVectorOf(this.#structs)
  }

  /** Says what is to become of an update and, if it is accepted, holds it from then on. */
  judge(update: Uint8Array, writer: Writer): Verdict {
    const content = readUpdate(update)
    const fresh: UpdateContent = {
      structs: withoutRanges(content.structs, this.#structs),
      deletions: withoutRanges(content.deletions, this.#deletions),
    }
    if (fresh.structs.size === 0 && fresh.deletions.size === 0) return { kind: 'held' }
    if (!writer.mayWrite) return { kind: 'refused', refusal: 'read-only' }
    const bindings = this.#bindingsFor(fresh.structs, writer.personId)
    if (bindings === null) return { kind: 'refused', refusal: 'foreign-client' }
    if (bindings.length > bounds.newClientsPerUpdate) return { kind: 'refused', refusal: 'too-many-clients' }
    if (update.byteLength > writer.bytesLeft) return { kind: 'refused', refusal: 'document-too-large' }
    for (const { clientId, personId } of bindings) this.clients.set(clientId, personId)
    const accepted = withoutHeld(update, content.structs, fresh.structs)
    this.#hold(fresh)
    return { kind: 'accepted', update: accepted, bindings }
  }

  #hold({ structs, deletions }: UpdateContent): void {
    addRanges(this.#structs, structs)
    addRanges(this.#deletions, deletions)
  }

  #bindingsFor(fresh: Ranges, personId: string | null): ClientBinding[] | null {
    const bindings: ClientBinding[] = []
    for (const clientId of fresh.keys()) {
      const owner = this.clients.get(clientId)
      if (owner === undefined) bindings.push({ clientId, personId })
      else if (owner !== personId) return null
    }
    return bindings
  }
}

/** Takes out the structs that are held already, so that nobody can say again, differently, what has been said. */
const withoutHeld = (update: Uint8Array, all: Ranges, fresh: Ranges): Uint8Array => {
  const from = new Map<number, number>()
  for (const [client, ranges] of all) {
    const start = (ranges[0] as Range).start
    const freshStart = fresh.get(client)?.[0]?.start ?? Number.MAX_SAFE_INTEGER
    if (freshStart > start) from.set(client, freshStart)
  }
  return from.size === 0 ? update : updateWithout(update, from)
}
