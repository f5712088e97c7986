import { bounds } from '@reliance/shared/realtime/protocol'
import {
  addRanges,
  stateVectorOf,
  withoutRanges,
  type Range,
  type Ranges,
} from '@reliance/shared/realtime/ranges'
import {
  allClocks,
  readUpdate,
  updateWithout,
  withDeletions,
  type ReadUpdate,
  type UpdateContent,
} from '@reliance/shared/realtime/update'
import type { ClientBinding } from './storage'

/** Why changes are not applied; the word that the permission-denied message carries. */
export type Refusal =
  | 'read-only'
  | 'set-aside'
  | 'too-many-set-asides'
  | 'missing-dependencies'
  | 'too-many-clients'
  | 'document-too-large'

export interface Accepted {
  kind: 'accepted'
  update: Uint8Array
  bindings: ClientBinding[]
  /** It deletes something that was not deleted yet. */
  deletes: boolean
}

/**
 * `held`: all of it is there already. `orphan`: it builds on what is not there. `foreign`: it brings text under the
 * client id of somebody else. `claim`: it would be taken, but for client ids that are nobody's so far.
 */
export type Verdict =
  | { kind: 'held' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'orphan' }
  | { kind: 'foreign' }
  | { kind: 'claim' }
  | Accepted

/** Somebody's right to change the document; a null person is the template. */
export interface Writer {
  personId: string | null
  mayWrite: boolean
  /** Client ids that are nobody's so far may become the writer's. */
  mayClaim: boolean
  /** How much the document may still grow. */
  bytesLeft: number
}

/**
 * What the document holds, in ranges of Yjs clocks, and to whom each client id belongs.
 * It decides over updates without applying them (RT4, RT5, RT6).
 */
export class Ledger {
  readonly clients: Map<number, string | null>
  #structs: Ranges = new Map()
  /** A map of its own as soon as something is deleted. */
  #deletions: Ranges = noRanges
  #count = 0

  constructor(log: Iterable<Uint8Array>, clients: Map<number, string | null>) {
    this.clients = clients
    for (const update of log) this.hold(update)
  }

  /** Up to where each client's structs are held. */
  get vector(): Map<number, number> {
    return stateVectorOf(this.#structs)
  }

  /** Says what is to become of an update and, as far as it is accepted, holds it from then on. */
  judge(update: Uint8Array, writer: Writer): Verdict {
    const content = readUpdate(update)
    const fresh = this.#freshOf(content)
    if (isEmpty(fresh)) return { kind: 'held' }
    if (!writer.mayWrite) return { kind: 'refused', refusal: 'read-only' }
    const foreign = this.#foreignTo(fresh.structs, writer.personId)
    return foreign.length > 0 ? { kind: 'foreign' } : this.#take(update, content, fresh, writer)
  }

  /** Takes what is left of a foreign update without the text that is not the writer's, nor its deletion. */
  takeOwn(update: Uint8Array, writer: Writer): Accepted | null {
    const foreign = this.#foreignTo(this.#freshOf(readUpdate(update)).structs, writer.personId)
    const own = updateWithout(update, new Map(foreign.map((clientId) => [clientId, allClocks])))
    const { structs, deletions } = readUpdate(own)
    const unknown = withoutRanges(withoutRanges(deletions, this.#structs), structs)
    const rest = withDeletions(own, withoutRanges(deletions, unknown))
    const content = readUpdate(rest)
    const fresh = this.#freshOf(content)
    const verdict = isEmpty(fresh) ? null : this.#take(rest, content, fresh, writer)
    return verdict?.kind === 'accepted' ? verdict : null
  }

  /** The same for text that may be under anybody's client id: it keeps its owners. Those of nobody go to the writer. */
  admit(update: Uint8Array, writer: Writer): Verdict {
    const content = readUpdate(update)
    const fresh = this.#freshOf(content)
    return isEmpty(fresh) ? { kind: 'held' } : this.#take(update, content, fresh, writer)
  }

  /** Holds what the log holds already, and gives back the part of it that was not known; null when all of it was. */
  hold(update: Uint8Array): Uint8Array | null {
    const content = readUpdate(update)
    const fresh = this.#freshOf(content)
    if (isEmpty(fresh)) return null
    this.#add(fresh, content.count)
    return withoutHeld(update, content.structs, fresh.structs)
  }

  #freshOf({ structs, deletions }: UpdateContent): UpdateContent {
    return {
      structs: withoutRanges(structs, this.#structs),
      deletions: withoutRanges(deletions, this.#deletions),
    }
  }

  #foreignTo(structs: Ranges, personId: string | null): number[] {
    return [...structs.keys()].filter((id) => this.clients.has(id) && this.clients.get(id) !== personId)
  }

  #take(update: Uint8Array, content: ReadUpdate, fresh: UpdateContent, writer: Writer): Verdict {
    if (!this.#isWhole(content, fresh)) return { kind: 'orphan' }
    const bindings = [...fresh.structs.keys()]
      .filter((clientId) => !this.clients.has(clientId))
      .map((clientId) => ({ clientId, personId: writer.personId }))
    if (bindings.length > 0 && !writer.mayClaim) return { kind: 'claim' }
    if (bindings.length > bounds.newClientsPerUpdate) return { kind: 'refused', refusal: 'too-many-clients' }
    const tooMany = this.#count + content.count > bounds.documentStructs
    if (tooMany || update.byteLength > writer.bytesLeft)
      return { kind: 'refused', refusal: 'document-too-large' }
    for (const { clientId, personId } of bindings) this.clients.set(clientId, personId)
    const accepted = withoutHeld(update, content.structs, fresh.structs)
    this.#add(fresh, content.count)
    return { kind: 'accepted', update: accepted, bindings, deletes: fresh.deletions.size > 0 }
  }

  /** Whether all that it builds on is held or in itself: then the document stays without a hole. */
  #isWhole({ structs, deletions, needs }: ReadUpdate, fresh: UpdateContent): boolean {
    for (const [client, ranges] of fresh.structs) {
      if (ranges.length > 1 || (ranges[0] as Range).start !== this.#endOf(client)) return false
    }
    for (const [client, end] of needs) {
      const own = structs.get(client)?.at(-1)?.end ?? 0
      if (end > Math.max(own, this.#endOf(client))) return false
    }
    return withoutRanges(withoutRanges(deletions, this.#structs), structs).size === 0
  }

  #endOf(client: number): number {
    const first = this.#structs.get(client)?.[0]
    return first?.start === 0 ? first.end : 0
  }

  #add({ structs, deletions }: UpdateContent, count: number): void {
    addRanges(this.#structs, structs)
    if (deletions.size > 0) {
      if (this.#deletions === noRanges) this.#deletions = new Map()
      addRanges(this.#deletions, deletions)
    }
    this.#count += count
  }
}

/** What another process may have written already, or may just be writing. */
export const isDoubtful = ({ kind }: Verdict): boolean =>
  kind === 'orphan' || kind === 'foreign' || kind === 'claim'

const isEmpty = ({ structs, deletions }: UpdateContent): boolean => structs.size === 0 && deletions.size === 0

/** Never written to. */
const noRanges: Ranges = new Map()

/** Takes out the structs that are held already, so that nobody can say again, differently, what has been said. */
const withoutHeld = (update: Uint8Array, all: Ranges, fresh: Ranges): Uint8Array => {
  const from = new Map<number, number>()
  for (const [client, ranges] of all) {
    const start = (ranges[0] as Range).start
    const freshStart = fresh.get(client)?.[0]?.start ?? allClocks
    if (freshStart > start) from.set(client, freshStart)
  }
  return from.size === 0 ? update : updateWithout(update, from)
}
