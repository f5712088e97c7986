import * as encoding from 'lib0/encoding'

/** A place in the text, in Yjs's terms. */
export type Id = [clientId: number, clock: number]

/** One struct as it is written, whatever sense it makes. */
export type Crafted =
  | { gc: number }
  | { skip: number }
  | { origin?: Id; rightOrigin?: Id; parent?: Id | string; parentSub?: string; content: Content }

/** The number of a kind of content, and what follows in the bytes. */
export type Content = [reference: number, write: (encoder: encoding.Encoder) => void]

export const text = (value: string): Content => [4, (encoder) => encoding.writeVarString(encoder, value)]

export const deleted = (length: number): Content => [1, (encoder) => encoding.writeVarUint(encoder, length)]

/** Lists in lists, as many levels deep. */
export const nestedList = (depth: number): Content => [
  8,
  (encoder) => {
    encoding.writeVarUint(encoder, 1)
    for (let level = 0; level < depth; level++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
    encoding.writeUint8(encoder, 126)
  },
]

/** The same as JSON. */
export const nestedEmbed = (depth: number): Content => [
  5,
  (encoder) => encoding.writeVarString(encoder, '['.repeat(depth) + ']'.repeat(depth)),
]

export const element = (name: string): Content => [
  7,
  (encoder) => {
    encoding.writeVarUint(encoder, 3)
    encoding.writeVarString(encoder, name)
  },
]

/** An update of these blocks of structs and these deletions. */
export const craftUpdate = (
  blocks: { client: number; clock: number; structs: Crafted[] }[],
  deletions: { client: number; ranges: [clock: number, length: number][] }[] = [],
): Uint8Array => {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, blocks.length)
  for (const { client, clock, structs } of blocks) {
    for (const number of [structs.length, client, clock]) encoding.writeVarUint(encoder, number)
    for (const struct of structs) writeStruct(encoder, struct)
  }
  encoding.writeVarUint(encoder, deletions.length)
  for (const { client, ranges } of deletions) {
    for (const number of [client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number)
  }
  return encoding.toUint8Array(encoder)
}

const writeStruct = (encoder: encoding.Encoder, struct: Crafted): void => {
  if ('gc' in struct || 'skip' in struct) {
    encoding.writeUint8(encoder, 'gc' in struct ? 0 : 10)
    return encoding.writeVarUint(encoder, 'gc' in struct ? struct.gc : struct.skip)
  }
  const { origin, rightOrigin, parent = 'content', parentSub, content } = struct
  const flags = (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (parentSub === undefined ? 0 : 0x20)
  encoding.writeUint8(encoder, flags | content[0])
  for (const id of [origin, rightOrigin]) if (id) writeId(encoder, id)
  if (!origin && !rightOrigin) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
    else writeId(encoder, parent)
    if (parentSub !== undefined) encoding.writeVarString(encoder, parentSub)
  }
  content[1](encoder)
}

const writeId = (encoder: encoding.Encoder, [client, clock]: Id): void => {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
}
