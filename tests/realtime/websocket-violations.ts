import { announcing, upgradedByHand, type Attack } from './hostile-attacks'
import { pause } from './eventually'

/** A client's frame: a head, a mask that changes nothing, a body. */
const masked = (head: number[], body: number[] = []): Buffer => Buffer.from([...head, 0, 0, 0, 0, ...body])

const forbidden: [name: string, bytes: Buffer][] = [
  ['a frame that announces 2 GiB', announcing(2 ** 31)],
  [
    'a frame that announces more than there are numbers for',
    masked([0x82, 0xff, ...Array<number>(8).fill(255)]),
  ],
  ['a frame that is not masked', Buffer.from([0x82, 1, 0])],
  ['reserved bits', masked([0xf2, 0x80])],
  ['an unknown opcode', masked([0x83, 0x80])],
  ['the continuation of nothing', masked([0x80, 0x80])],
  ['a message within another', Buffer.concat([masked([0x02, 0x81], [0]), masked([0x82, 0x81], [0])])],
  ['a ping in pieces', masked([0x09, 0x80])],
  ['a ping that is too long', masked([0x89, 0xfe, 0, 126], Array<number>(126).fill(0))],
  ['a text frame that is not UTF-8', masked([0x81, 0x82], [255, 255])],
  ['a close code that nobody may send', masked([0x88, 0x82], [3, 237])],
  ['a close code of one byte', masked([0x88, 0x81], [3])],
  ['HTTP after the upgrade', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
]

/** What RFC 6455 forbids, below the messages: a socket of its own for each. */
export const violations: [name: string, attack: Attack][] = forbidden.map(([name, bytes]) => [
  name,
  async (place) => {
    const raw = await upgradedByHand(place)
    raw.write(bytes)
    await pause(100)
    return [raw]
  },
])
