import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { isTooDeep } from './nesting'
import { addRange, type Ranges } from './ranges'

/** Bytes that are not what they claim to be; the socket that sent them is closed, and it alone. */
export class MalformedMessage extends Error {
  constructor(detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'MalformedMessage'
  }
}

/** What an update brings: structs (insertions) and deletions, by Yjs client. */
export interface UpdateContent {
  structs: Ranges
  deletions: Ranges
}

/** An update as it was read. */
export interface ReadUpdate extends UpdateContent {
  /** For each client, up to where the structs refer to text that must be there before them (end not included). */
  needs: Map<number, number>
  /** How many structs it holds. */
  count: number
}

/**
 * Reads an update with Yjs's own decoder, so that whatever a client would choke on is refused here: also what can be
 * read, and fails only when it is applied, merged or encoded again. Applies nothing.
 */
export const readUpdate = (update: Uint8Array): ReadUpdate => {
  const decoded = decode(update)
  checkBlocks(update, decoded.structs)
  const structs: Ranges = new Map()
  const needs = new Map<number, number>()
  for (const struct of decoded.structs) {
    if (struct instanceof Y.Skip) continue
    const { client, clock } = struct.id
    checkNumbers(client, clock, struct.length)
    addRange(structs, client, clock, clock + struct.length)
    if (struct instanceof Y.Item) {
      addNeeds(needs, struct)
      if (isTooDeep(dataOf(struct.content))) throw new MalformedMessage('update holds data nested too deep')
    }
  }
  const deletions: Ranges = new Map()
  for (const [client, items] of decoded.ds.clients) {
    for (const { clock, len } of items) {
      checkNumbers(client, clock, len)
      addRange(deletions, client, clock, clock + len)
    }
  }
  return { structs, deletions, needs, count: decoded.structs.length }
}

const addNeeds = (needs: Map<number, number>, item: Y.Item): void => {
  const { origin, rightOrigin, parent, id: self } = item
  // An item read without being applied names its parent by id, by the name of a shared type, or not at all.
  for (const id of [origin, rightOrigin, parent as unknown]) {
    if (!(id instanceof Y.ID)) continue
    // Yjs takes its own client's text for granted, and throws where it is not there yet.
    if (id.client === self.client && id.clock >= self.clock)
      throw new MalformedMessage('update refers to what follows in it')
    if (id.clock >= (needs.get(id.client) ?? 0)) needs.set(id.client, id.clock + 1)
  }
}

/** Merges a log of any length: in groups, because Yjs sorts all its decoders again at each struct. */
export const mergeLog = (updates: Uint8Array[]): Uint8Array => {
  let level = updates
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let start = 0; start < level.length; start += groupSize) {
      next.push(Y.mergeUpdates(level.slice(start, start + groupSize)))
    }
    level = next
  }
  return level[0] ?? emptyUpdate
}

/** A few updates as one; `mergeLog` is for many. */
export const mergeUpdates = (updates: Uint8Array[]): Uint8Array => Y.mergeUpdates(updates)

/** The merged log in its smallest form: deleted text is forgotten, its place is not. */
export const compactState = (updates: Uint8Array[]): Uint8Array => {
  const doc = loadDocument(updates)
  const state = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return state
}

/** A document that holds these updates, garbage collected. */
export const loadDocument = (updates: Uint8Array[]): Y.Doc => {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return doc
}

/** `update` without the structs below each client's clock in `held`; its deletions stay. */
export const updateWithout = (update: Uint8Array, held: Map<number, number>): Uint8Array =>
  Y.diffUpdate(update, encodeStateVector(held))

/** `update` with these deletions in the place of its own. */
export const withDeletions = (update: Uint8Array, deletions: Ranges): Uint8Array => {
  // Without any structs there is one byte, then the deletions: so much less is the part that holds the structs.
  const clients = Y.parseUpdateMeta(update).to.keys()
  const nothing = Y.diffUpdate(update, encodeStateVector(new Map([...clients].map((id) => [id, allClocks]))))
  const whole = Y.diffUpdate(update, encodeStateVector(new Map()))
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, whole.subarray(0, whole.byteLength - (nothing.byteLength - 1)))
  encoding.writeVarUint(encoder, deletions.size)
  for (const [client, ranges] of deletions) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { start, end } of ranges) {
      encoding.writeVarUint(encoder, start)
      encoding.writeVarUint(encoder, end - start)
    }
  }
  return encoding.toUint8Array(encoder)
}

/** Past every clock that a client can have: in a state vector, all that the client has written. */
export const allClocks = Number.MAX_SAFE_INTEGER

/** Up to where each client's structs are in `update`, without a hole. */
export const vectorOfUpdate = (update: Uint8Array): Map<number, number> =>
  Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update))

export const encodeStateVector = (vector: Map<number, number>): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, vector.size)
  for (const [client, clock] of vector) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
  }
  return encoding.toUint8Array(encoder)
}

/** The update that changes nothing: no structs, no deletions. */
export const emptyUpdate = new Uint8Array([0, 0])

const groupSize = 64

/**
 * Yjs writes one block of structs for each client, the highest id first. Of what is not so it reads all, and then loses
 * some: it applies the last block of a client alone, and merges only what is in order.
 */
const checkBlocks = (update: Uint8Array, structs: (Y.Item | Y.GC | Y.Skip)[]): void => {
  let previous = Number.POSITIVE_INFINITY
  let clients = 0
  for (const { id } of structs) {
    if (id.client === previous) continue
    if (id.client > previous) throw new MalformedMessage('update holds clients out of order')
    previous = id.client
    clients++
  }
  const blocks = decoding.readVarUint(decoding.createDecoder(update))
  if (blocks !== clients) throw new MalformedMessage('update holds a client twice, or one without structs')
}

/** What an item carries besides text. */
const dataOf = (content: Y.Item['content']): unknown => {
  if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON) return content.arr
  if (content instanceof Y.ContentEmbed) return content.embed
  if (content instanceof Y.ContentFormat) return content.value
  return content instanceof Y.ContentDoc ? content.opts : null
}

const decode = (update: Uint8Array): ReturnType<typeof Y.decodeUpdate> => {
  try {
    return Y.decodeUpdate(update)
  } catch (cause) {
    throw new MalformedMessage('update cannot be decoded', cause)
  }
}

const checkNumbers = (client: number, clock: number, length: number): void => {
  const sound = Number.isSafeInteger(client) && Number.isSafeInteger(clock + length) && length > 0
  if (!sound) throw new MalformedMessage('update holds an impossible clock')
}
