import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { MalformedMessage } from './update'

/** A stretch of text and the Yjs client that first wrote it. */
export interface AuthoredStretch {
  author: number
  length: number
}

/** Who wrote the stretch of `length` that a Yjs client inserted from `clock` on, part by part. */
export type AuthorLookup = (client: number, clock: number, length: number) => AuthoredStretch[]

/** Everybody wrote what they inserted: without moved text, a client id is its own author. */
export const ownAuthor: AuthorLookup = (client, _, length) => [{ author: client, length }]

/** The lookup in what `Authors.encode` wrote; null when nothing was moved yet. */
export const authorOf = (moved: Uint8Array | null): AuthorLookup => {
  if (moved === null) return ownAuthor
  const authors = Authors.decode(moved)
  return (client, clock, length) => authors.of(client, clock, length)
}

/** The Yjs id of a character. */
export interface TextPlace {
  client: number
  clock: number
}

export interface TextStretch extends TextPlace {
  length: number
}

/** Is told of text that was put elsewhere. */
export interface Carrier {
  carry(went: TextStretch, came: TextPlace): void
}

interface AuthoredRange {
  start: number
  end: number
  author: number
}

/**
 * Text that stands under the client id of whoever moved or restored it, and its author: the client id under which it
 * was first written. By client, in the order of the clocks.
 */
export class Authors implements Carrier {
  readonly #ranges = new Map<number, AuthoredRange[]>()

  static decode(bytes: Uint8Array): Authors {
    const authors = new Authors()
    authors.read(bytes)
    return authors
  }

  /** Adds what `encode` wrote. */
  read(bytes: Uint8Array): void {
    try {
      readInto(this, bytes)
    } catch (cause) {
      throw new MalformedMessage('authors of moved text cannot be decoded', cause)
    }
  }

  add(client: number, start: number, end: number, author: number): void {
    if (author === client || end <= start) return
    const list = this.#ranges.get(client)
    if (list === undefined) {
      this.#ranges.set(client, [{ start, end, author }])
      return
    }
    const index = firstEndingAfter(list, start)
    const before = list[index - 1]
    if (before?.end === start && before.author === author) before.end = end
    else list.splice(index, 0, { start, end, author })
  }

  of(client: number, clock: number, length: number): AuthoredStretch[] {
    const list = this.#ranges.get(client)
    if (list === undefined) return [{ author: client, length }]
    const stretches: AuthoredStretch[] = []
    const end = clock + length
    let at = clock
    for (let index = firstEndingAfter(list, clock); at < end; index++) {
      const range = list[index]
      const start = Math.min(range?.start ?? end, end)
      if (start > at) stretches.push({ author: client, length: start - at })
      if (range === undefined || start === end) break
      const from = Math.max(start, at)
      at = Math.min(range.end, end)
      stretches.push({ author: range.author, length: at - from })
    }
    return stretches
  }

  /** Says of the text at `came` that it is what stood at `went`. */
  carry(went: TextStretch, came: TextPlace): void {
    let at = came.clock
    for (const { author, length } of this.of(went.client, went.clock, went.length)) {
      this.add(came.client, at, at + length, author)
      at += length
    }
  }

  /** Clients, each with its ranges: the gap since the last one, the length, the author. */
  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#ranges.size)
    for (const [client, list] of [...this.#ranges].sort(([one], [other]) => one - other)) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, list.length)
      let last = 0
      for (const { start, end, author } of list) {
        encoding.writeVarUint(encoder, start - last)
        encoding.writeVarUint(encoder, end - start)
        encoding.writeVarUint(encoder, author)
        last = end
      }
    }
    return encoding.toUint8Array(encoder)
  }
}

const readInto = (authors: Authors, bytes: Uint8Array): void => {
  const decoder = decoding.createDecoder(bytes)
  for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
    const client = decoding.readVarUint(decoder)
    let at = 0
    for (let ranges = decoding.readVarUint(decoder); ranges > 0; ranges--) {
      const start = at + decoding.readVarUint(decoder)
      at = start + decoding.readVarUint(decoder)
      authors.add(client, start, at, decoding.readVarUint(decoder))
    }
  }
}

const firstEndingAfter = (list: AuthoredRange[], clock: number): number => {
  const last = list.at(-1)
  if (last === undefined || last.end <= clock) return list.length
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] as AuthoredRange).end <= clock) low = middle + 1
    else high = middle
  }
  return low
}
