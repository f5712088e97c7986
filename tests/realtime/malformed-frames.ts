import { updateFrame } from '@reliance/shared/realtime/frames'
import { craftUpdate, nestedEmbed, nestedList, text, type Crafted } from './crafted-update'
import { awarenessOf, typed } from './memory-socket'

const truncated = (bytes: Uint8Array): Uint8Array => bytes.slice(0, bytes.length - 2)
const prefixed = (type: number[], body: number[]): Uint8Array =>
  new Uint8Array([...type, body.length, ...body])

const forged = (structs: Crafted[]): Uint8Array => craftUpdate([{ client: 5, clock: 0, structs }])
const forgedBlock = (client: number, word: string) => ({
  client,
  clock: 0,
  structs: [{ content: text(word) }],
})

/** The beginnings of all messages that there are. */
const messageStarts = [[0], [0, 0], [0, 1], [0, 2], [1], [2], [2, 0], [3], [4], [5]]

/** Frames that no client sends, one kind each. */
export const malformed: [name: string, frame: Uint8Array][] = [
  ['an empty frame', new Uint8Array()],
  ['an unknown message type', new Uint8Array([9, 1, 2, 3])],
  ['an acknowledgement, which only the server gives', new Uint8Array([4, 1])],
  ['an unknown sync message', new Uint8Array([0, 7, 0])],
  ['a varint that never ends', new Uint8Array(20).fill(255)],
  ['a length past the end', new Uint8Array([0, 2, 200, 1, 1])],
  ['a truncated update', truncated(updateFrame(typed(5, 'mot')))],
  ['an update cut short inside of its frame', updateFrame(truncated(typed(5, 'mot')))],
  ['bytes after the message', new Uint8Array([...updateFrame(typed(5, 'mot')), 0])],
  ['2^31 structs', updateFrame(new Uint8Array([1, 255, 255, 255, 255, 7, 5, 0, 4]))],
  ['2^31 clients in a state vector', prefixed([0, 0], [255, 255, 255, 255, 7, 1, 1])],
  ['a struct with an unknown content', updateFrame(new Uint8Array([1, 1, 5, 0, 31, 1, 1, 120, 0]))],
  ['a text that is not UTF-8', updateFrame(new Uint8Array([1, 1, 5, 0, 4, 1, 1, 120, 2, 255, 255, 0]))],
  ['2^31 deletions', updateFrame(new Uint8Array([0, 255, 255, 255, 255, 7, 5, 1]))],
  ['2^31 values in a struct', updateFrame(new Uint8Array([1, 1, 5, 0, 8, 1, 1, 120, 255, 255, 255, 255, 7]))],
  ['a clock of 2^53', updateFrame(craftUpdate([{ client: 5, clock: 2 ** 53, structs: [{ gc: 1 }] }]))],
  ['a length past every clock', updateFrame(forged([{ gc: 2 ** 53 - 1 }, { gc: 2 }]))],
  ['a struct before itself', updateFrame(forged([{ origin: [5, 2], content: text('mot') }]))],
  ['a struct in itself', updateFrame(forged([{ parent: [5, 0], content: text('mot') }]))],
  ['lists in lists', updateFrame(forged([{ content: nestedList(6000) }]))],
  ['JSON in JSON', updateFrame(forged([{ content: nestedEmbed(6000) }]))],
  ['a client twice', updateFrame(craftUpdate([forgedBlock(5, 'un'), forgedBlock(5, 'deux')]))],
  ['clients out of order', updateFrame(craftUpdate([forgedBlock(5, 'un'), forgedBlock(6, 'deux')]))],
  ...messageStarts.map(
    (start) => [`a varint cut short after ${start}`, new Uint8Array([...start, 255, 255])] as never,
  ),
  [
    'a presence nested too deep',
    awarenessOf([[20, 1, JSON.parse(`{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`)]]),
  ],
  ['2^31 presences', prefixed([1], [255, 255, 255, 255, 7, 1, 1])],
  ['a presence that is not JSON', prefixed([1], [1, 20, 1, 1, 123])],
  ['a presence that is not an object', awarenessOf([[20, 1, 'moi']])],
  ['a presence past the bound', awarenessOf([[20, 1, { big: 'x'.repeat(10_000) }]])],
]
