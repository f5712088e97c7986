import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { closeCode } from '@reliance/shared/realtime/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, pause } from './eventually'
import { awarenessOf, joinInMemory, typed, type MemoryPeer } from './memory-socket'
import { authorizationOf, personId, recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let rooms: Rooms

beforeEach(() => {
  const storage = createMemoryStorage()
  storage.create(documentId)
  rooms = createRooms({ storage, log: recordLog(), unloadAfterMs: 20 })
})
afterEach(() => rooms.close())

const join = async (name: string, access: 'read' | 'write' = 'write'): Promise<MemoryPeer> => {
  const peer = joinInMemory(rooms, documentId, name, { access })
  await eventually('joined', () => peer.of('stepOne').length > 0)
  return peer
}
const seenBy = (peer: MemoryPeer, clientId: number) =>
  peer
    .of('awareness')
    .map(({ states }) => states.get(clientId))
    .filter((state) => state !== undefined)
    .at(-1)
const userOf = (name: string, mayWrite: boolean) => ({
  personId: personId(name),
  name,
  collegeId: null,
  palette: 1,
  mayWrite,
})

describe('presence', () => {
  it('[RT8] carries the name that the server knows, whatever the browser says', async () => {
    const [first, second] = [await join('a'), await join('b')]
    second.sayAwareness(20, 1, { user: { name: 'préfète', mayWrite: true }, cursor: { anchor: 1 } })
    await pause(10)
    expect(seenBy(first, 20)).toEqual({ user: userOf('b', true), cursor: { anchor: 1 } })
  })

  it('[RT8] shows a reader without a caret', async () => {
    const [writer, reader] = [await join('w'), await join('r', 'read')]
    reader.sayAwareness(20, 1, { cursor: { anchor: 1 }, anything: 1 })
    await pause(10)
    expect(seenBy(writer, 20)).toEqual({ user: userOf('r', false) })
  })

  it('[RT7] drops the states of others without an answer, and sends nobody their own', async () => {
    const [first, second] = [await join('a'), await join('b')]
    first.sayAwareness(10, 1, { mine: 1 })
    await pause(10)
    const before = first.heard.length
    second.say(
      awarenessOf([
        [20, 1, {}],
        [10, 99, { forged: true }],
        [11, 1, { echo: true }],
      ]),
    )
    await pause(10)
    expect(first.heard.length).toBe(before + 1)
    expect([...(first.of('awareness').at(-1)?.states.keys() ?? [])]).toEqual([20])
    expect(seenBy(second, 20)).toBeUndefined()
    expect(second.ended).toBeNull()
  })

  it('[RT7] does not let a newcomer begin with the client id of somebody who is there', async () => {
    const [first, watcher, forger] = [await join('a'), await join('b'), await join('c')]
    first.sayAwareness(10, 1, { mine: 1 })
    await pause(10)
    forger.sayAwareness(10, 99, { forged: true })
    forger.sayAwareness(10, 100, null)
    await pause(10)
    expect(seenBy(watcher, 10)).toEqual({ user: userOf('a', true), mine: 1 })
  })

  it('[RT7] does not let somebody speak for a client id that the document knows as another person’s', async () => {
    const [owner, other] = [await join('a'), await join('b')]
    owner.sayUpdate(typed(10, 'x'))
    other.sayAwareness(10, 1, { forged: true })
    await pause(10)
    expect(seenBy(owner, 10)).toBeUndefined()
    owner.sayAwareness(10, 1, {})
    await pause(10)
    expect(seenBy(other, 10)).toEqual({ user: userOf('a', true) })
  })

  it('[RT7] ends with the connection, and a person who comes back takes their client id over', async () => {
    const [first, second] = [await join('a'), await join('b')]
    second.sayAwareness(20, 5, {})
    await pause(10)
    const again = await join('b')
    again.sayAwareness(20, 5, { back: true })
    await pause(10)
    second.connection.ended()
    await pause(10)
    expect(seenBy(first, 20)).toEqual({ user: userOf('b', true), back: true })
    again.connection.ended()
    await pause(10)
    expect(seenBy(first, 20)).toBeNull()
  })

  it('[RT7] shows a newcomer who is there, in one message', async () => {
    const first = await join('a')
    const second = await join('b')
    first.sayAwareness(10, 1, {})
    second.sayAwareness(20, 1, {})
    await pause(10)
    const newcomer = await join('c')
    newcomer.sayAwareness(30, 1, {})
    await pause(10)
    expect(newcomer.of('awareness').map(({ states }) => [...states.keys()].sort())).toEqual([[10, 20]])
  })

  it('[RT13] says something to everybody at each beat, and nothing by it', async () => {
    const peer = await join('a')
    rooms.keepAlive()
    expect(peer.of('awareness').map(({ states }) => states.size)).toEqual([0])
  })

  it('is listed once for each person, with who has a caret in the text', async () => {
    const changes: string[] = []
    rooms.onPresence((id) => changes.push(id))
    const [first] = [await join('a'), await join('a'), await join('r', 'read')]
    first.sayAwareness(10, 1, { cursor: { anchor: 1 } })
    await pause(10)
    expect(rooms.presence(documentId)).toEqual([
      { personId: personId('a'), name: 'a', collegeId: null, mayWrite: true, active: true },
      { personId: personId('r'), name: 'r', collegeId: null, mayWrite: false, active: false },
    ])
    const told = changes.length
    first.sayAwareness(10, 2, { cursor: { anchor: 2 } })
    await pause(10)
    expect(changes.length).toBe(told)
  })
})

describe('rights while connected', () => {
  it('[RT9] turns a writer into a reader at once, and back', async () => {
    const [peer, other] = [await join('a'), await join('b')]
    peer.sayAwareness(10, 1, { cursor: { anchor: 1 } })
    await pause(10)
    peer.standing = authorizationOf('a', 'read')
    await rooms.refreshAccess(documentId)
    peer.sayUpdate(typed(1001, 'trop tard'))
    await pause(10)
    expect(peer.of('denied')).toEqual([{ kind: 'denied', reason: 'read-only' }])
    expect(seenBy(other, 10)).toEqual({ user: userOf('a', false) })
    peer.standing = authorizationOf('a', 'write')
    await rooms.refreshAccess({ personId: personId('a') })
    peer.sayUpdate(typed(1001, 'de nouveau'))
    await eventually('accepted', () => other.of('update').length === 1)
  })

  it('[RT9] closes who has lost the document or the login, each with its code', async () => {
    const [lost, out, both, stays] = [await join('a'), await join('b'), await join('c'), await join('d')]
    lost.standing = authorizationOf('a', 'none')
    out.standing = null
    both.standing = new Error('database away')
    await rooms.refreshAccess(documentId)
    expect([lost, out, both, stays].map(({ ended }) => ended)).toEqual([
      closeCode.forbidden,
      closeCode.signedOut,
      closeCode.unavailable,
      null,
    ])
  })

  it('[RT9] closes every connection of a browser that signs out, and no other', async () => {
    const [out, stays] = [await join('a'), await join('b')]
    rooms.closeLoginSession('login-a')
    expect(out.ended).toEqual(closeCode.signedOut)
    expect(stays.ended).toBeNull()
    out.sayUpdate(typed(1001, 'après'))
    await pause(10)
    expect(stays.of('update')).toHaveLength(0)
  })

  it('[RT9] refuses more connections of one person than the bound', async () => {
    const peers = Array.from({ length: 65 }, () => joinInMemory(rooms, documentId, 'a'))
    expect(peers.map(({ ended }) => ended).filter((ended) => ended !== null)).toEqual([
      closeCode.tooManyConnections,
    ])
  })
})
