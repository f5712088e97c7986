import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { createHeldStorage, type HeldStorage } from './held-storage'
import { joinInMemory, textOf, typed, type MemoryPeer } from './memory-socket'
import { personId, recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let storage: HeldStorage
let rooms: Rooms

beforeEach(() => {
  storage = createHeldStorage()
  storage.create(documentId)
  rooms = createRooms({ storage, log: recordLog() })
})
afterEach(() => rooms.close())

const join = async (name: string, options?: Parameters<typeof joinInMemory>[3]): Promise<MemoryPeer> => {
  const peer = joinInMemory(rooms, documentId, name, options)
  await eventually('the room says what it holds', () => peer.of('stepOne').length > 0)
  return peer
}
const settle = (): Promise<void> => pause(20)

/** `text` typed after what `base` holds, as one update of `clientId`. */
const continued = (base: Uint8Array, clientId: number, text: string): Uint8Array => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, base)
  // Only now: Yjs gives up a client id that it sees in what it is told.
  doc.clientID = clientId
  const before = Y.encodeStateVector(doc)
  doc.getText('content').insert(doc.getText('content').length, text)
  return Y.encodeStateAsUpdate(doc, before)
}

describe('text under the client id of somebody else', () => {
  it('[RT5] is kept aside with its sender, and the listeners are told', async () => {
    const told: string[] = []
    rooms.onSetAside((id) => told.push(id))
    const [owner, sender] = [await join('a'), await join('b')]
    owner.sayUpdate(typed(1001, 'mot'))
    await settle()
    const more = continued(typed(1001, 'mot'), 1001, ' perdu')
    sender.sayUpdate(more)
    await settle()
    expect(storage.setAsides).toEqual([{ documentId, senderId: personId('b'), update: more }])
    expect(told).toEqual([documentId])
    expect(owner.of('update')).toHaveLength(0)
  })

  it('[RT5] does not keep back what is the sender’s own and stands by itself, deletions included', async () => {
    const [owner, sender] = [await join('a'), await join('b')]
    const base = typed(1001, 'mot')
    owner.sayUpdate(base)
    await settle()
    const doc = new Y.Doc()
    doc.clientID = 2002
    Y.applyUpdate(doc, base)
    const before = Y.encodeStateVector(doc)
    doc.getText('content').insert(0, 'le ')
    doc.getText('content').delete(3, 1)
    const own = Y.encodeStateAsUpdate(doc, before)
    const foreign = continued(base, 1001, 's')
    sender.sayUpdate(Y.mergeUpdates([own, foreign]))
    await settle()
    expect(textOf(await rooms.read(documentId))).toBe('le ot')
    expect(sender.of('denied').map(({ reason }) => reason)).toEqual(['set-aside'])
    expect(storage.setAsides).toHaveLength(1)
  })

  it('[RT5] heals a restored backup: what was admitted keeps its owner, and what builds on it follows', async () => {
    // A wrote two words, B a third after them. The backup that came back holds only the first.
    const first = typed(1001, 'un')
    const second = continued(first, 1001, ' deux')
    const third = continued(Y.mergeUpdates([first, second]), 2002, ' trois')
    await rooms.write(documentId, personId('a'), first)
    const held = new Y.Doc()
    for (const update of [first, second, third]) Y.applyUpdate(held, update)
    const sender = await join('b')
    sender.sayStepTwo(Y.encodeStateAsUpdate(held))
    await settle()
    expect(textOf(await rooms.read(documentId))).toBe('un')
    const [kept] = storage.setAsides
    await rooms.admit(documentId, kept?.senderId ?? '', kept?.update ?? new Uint8Array())
    expect(textOf(await rooms.read(documentId))).toBe('un deux trois')
    expect(await rooms.authors(documentId)).toEqual(
      new Map([
        [1001, personId('a')],
        [2002, personId('b')],
      ]),
    )
    // Asked again, for what they may still hold back.
    expect(sender.of('stepOne')).toHaveLength(2)
  })

  it('[RT5] is admitted only when the document holds what it builds on, and once', async () => {
    const first = typed(1001, 'un')
    const second = continued(first, 1001, ' deux')
    await expect(rooms.admit(documentId, personId('b'), second)).rejects.toThrow('missing-dependencies')
    await rooms.write(documentId, personId('a'), first)
    await rooms.admit(documentId, personId('b'), second)
    await rooms.admit(documentId, personId('b'), second)
    expect((await storage.load(documentId))?.log).toHaveLength(2)
  })

  it('[RT5] closes the socket when it cannot be kept: its browser still has it', async () => {
    const [owner, sender] = [await join('a'), await join('b')]
    owner.sayUpdate(typed(1001, 'mot'))
    await settle()
    storage.setAside = () => Promise.reject(new Error('the database is away'))
    sender.sayUpdate(typed(1001, 'mot perdu'))
    await eventually('closed', () => sender.ended !== null)
    expect(sender.ended?.reason).toBe('unavailable')
  })
})
