import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { createHeldStorage, type HeldStorage } from './held-storage'
import { createMemoryBus } from './memory-bus'
import { joinInMemory, textOf, typed, type MemoryPeer } from './memory-socket'
import { personId, recordLog, type RecordedLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
type Bus = ReturnType<ReturnType<typeof createMemoryBus>['join']>
let storage: HeldStorage
let log: RecordedLog
let here: { rooms: Rooms; bus: Bus }
let there: { rooms: Rooms; bus: Bus }

beforeEach(() => {
  storage = createHeldStorage()
  storage.create(documentId)
  log = recordLog()
  const shared = createMemoryBus()
  const start = (origin: string) => {
    const bus = shared.join(origin)
    return { bus, rooms: createRooms({ storage, log, bus, unloadAfterMs: 20, pollMs: 30, firstRetryMs: 5 }) }
  }
  here = start('here')
  there = start('there')
})
afterEach(async () => {
  await here.rooms.close()
  await there.rooms.close()
})

const join = async (
  { rooms }: { rooms: Rooms },
  name: string,
  options?: Parameters<typeof joinInMemory>[3],
): Promise<MemoryPeer> => {
  const peer = joinInMemory(rooms, documentId, name, options)
  await eventually('the room says what it holds', () => peer.of('stepOne').length > 0)
  return peer
}
const settle = (): Promise<void> => pause(20)
const heardBy = (peer: MemoryPeer): string => textOf(...peer.of('update').map(({ bytes }) => bytes))

describe('two processes', () => {
  it('[RT18] tell each other of every update, after it is written', async () => {
    const [writer, reader] = [await join(here, 'a'), await join(there, 'b')]
    storage.hold()
    writer.sayUpdate(typed(1001, 'tenu'))
    await settle()
    expect(reader.of('update')).toHaveLength(0)
    storage.release()
    await eventually('heard', () => heardBy(reader) === 'tenu')
    reader.sayUpdate(typed(2002, 'reçu'))
    await eventually('heard back', () => heardBy(writer) === 'reçu')
    expect((await storage.load(documentId))?.log.map(({ sequence }) => sequence)).toEqual([1, 2])
  })

  it('[RT18] read from the log what a lost message told, at the next one', async () => {
    const [writer, reader] = [await join(here, 'a'), await join(there, 'b')]
    const doc = new Y.Doc()
    doc.clientID = 1001
    doc.on('update', (update: Uint8Array) => writer.sayUpdate(update))
    await settle()
    there.bus.loseNext(1)
    doc.getText('content').insert(0, 'un')
    await settle()
    expect(reader.of('update')).toHaveLength(0)
    doc.getText('content').insert(2, ' deux')
    await eventually('both heard', () => heardBy(reader) === 'un deux')
  })

  it('[RT18] find at the next beat what was lost without anything after it', async () => {
    const [writer, reader] = [await join(here, 'a'), await join(there, 'b')]
    await settle()
    there.bus.loseNext(1)
    writer.sayUpdate(typed(1001, 'seul'))
    await settle()
    expect(reader.of('update')).toHaveLength(0)
    there.rooms.keepAlive()
    await eventually('heard', () => heardBy(reader) === 'seul')
  })

  it('[RT18] go on through the log while they cannot hear each other, and lose nothing', async () => {
    const [writer, reader] = [await join(here, 'a', { acknowledge: true }), await join(there, 'b')]
    await settle()
    here.bus.cut()
    there.bus.cut()
    writer.sayUpdate(typed(1001, 'sans fil'))
    await eventually('acknowledged all the same', () => writer.of('durable').at(-1)?.count === 1)
    await eventually('heard through the log', () => heardBy(reader) === 'sans fil')
    here.bus.mend()
    there.bus.mend()
    await settle()
    reader.sayUpdate(typed(2002, 'avec'))
    await eventually('heard', () => heardBy(writer) === 'avec')
  })

  it('[RT18] refuse nothing that the other has written and that was not heard of yet', async () => {
    const writer = await join(here, 'a')
    const moved = await join(there, 'b', { acknowledge: true })
    await settle()
    there.bus.loseNext(10)
    const base = typed(1001, 'socle')
    writer.sayUpdate(base)
    await settle()
    // B was connected to the first process, has its text, and comes to the second with an answer to it.
    const doc = new Y.Doc()
    Y.applyUpdate(doc, base)
    doc.clientID = 2002
    doc.getText('content').insert(5, ' suite')
    moved.sayStepTwo(Y.encodeStateAsUpdate(doc))
    moved.sayUpdate(typed(2003, '!'))
    await eventually('durable, in order', () => moved.of('durable').at(-1)?.count === 2)
    expect(moved.of('denied')).toHaveLength(0)
    expect(storage.setAsides).toHaveLength(0)
    expect(await here.rooms.authors(documentId)).toEqual(
      new Map([
        [1001, personId('a')],
        [2002, personId('b')],
        [2003, personId('b')],
      ]),
    )
  })

  it('[RT18] agree on who owns a client id, even when both give it away at once', async () => {
    const [first, second] = [await join(here, 'a'), await join(there, 'b')]
    storage.hold()
    first.sayUpdate(typed(1001, 'un'))
    second.sayUpdate(typed(1001, 'deux'))
    storage.release()
    await eventually('one of them has to come back', () => (first.ended ?? second.ended) !== null)
    await settle()
    expect([first.ended, second.ended].filter((ended) => ended !== null)).toEqual([
      { code: 4503, reason: 'unavailable' },
    ])
    const text = textOf(await here.rooms.read(documentId))
    expect(textOf(await there.rooms.read(documentId))).toBe(text)
    expect(['un', 'deux']).toContain(text)
  })

  it('[RT18] read and write for the server what the other has written just before', async () => {
    await join(here, 'a')
    await join(there, 'b')
    there.bus.loseNext(10)
    await here.rooms.write(documentId, personId('a'), typed(1001, 'frais'))
    expect(textOf(await there.rooms.read(documentId))).toBe('frais')
  })
})

describe('presence over two processes', () => {
  const states = (peer: MemoryPeer): Map<number, Record<string, unknown> | null> =>
    new Map(peer.of('awareness').flatMap((heard) => [...heard.states]))
  const names = (rooms: Rooms): string[] =>
    rooms
      .presence(documentId)
      .map(({ name }) => name)
      .sort()

  it('[RT18] shows who is there in the other, with the name that its server knows, and who leaves', async () => {
    const [one, two] = [await join(here, 'a'), await join(there, 'b')]
    one.sayAwareness(1001, 1, { user: { name: 'Faux' }, cursor: { anchor: 1 } })
    await eventually('seen', () => states(two).get(1001)?.cursor !== undefined)
    expect(states(two).get(1001)?.user).toMatchObject({ personId: personId('a'), name: 'a' })
    expect(names(there.rooms)).toEqual(['a', 'b'])
    one.connection.ended()
    await eventually('gone', () => states(two).get(1001) === null)
    expect(names(there.rooms)).toEqual(['b'])
  })

  it('[RT18] tells who comes later who is there already', async () => {
    const one = await join(here, 'a')
    one.sayAwareness(1001, 1, { cursor: null })
    await settle()
    const two = await join(there, 'b')
    two.sayAwareness(2002, 1, {})
    await eventually('seen', () => states(two).has(1001))
    await eventually('seen too', () => states(one).has(2002))
  })

  it('[RT18] follows a person who comes back through the other process with the same client id', async () => {
    const one = await join(here, 'a')
    const watcher = await join(here, 'w')
    one.sayAwareness(1001, 1, { at: 'here' })
    await eventually('seen', () => states(watcher).get(1001)?.at === 'here')
    const again = await join(there, 'a')
    again.sayAwareness(1001, 2, { at: 'there' })
    await eventually('moved', () => states(watcher).get(1001)?.at === 'there')
    one.connection.ended()
    await settle()
    expect(states(watcher).get(1001)?.at).toBe('there')
  })

  it('[RT18] lets nobody speak for a client id that somebody else has in the other process', async () => {
    const [one, two] = [await join(here, 'a'), await join(there, 'b')]
    one.sayAwareness(1001, 1, { true: true })
    await settle()
    two.sayAwareness(1001, 9, { forged: true })
    await settle()
    expect(states(two).get(1001)?.forged).toBeUndefined()
    expect(names(here.rooms)).toEqual(['a'])
  })

  it('[RT18] forgets a process that has been silent for three beats', async () => {
    const [one, two] = [await join(here, 'a'), await join(there, 'b')]
    one.sayAwareness(1001, 1, {})
    await eventually('seen', () => states(two).has(1001))
    here.bus.cut()
    for (let beat = 0; beat < 3; beat++) there.rooms.keepAlive()
    await settle()
    expect(states(two).get(1001)).not.toBeNull()
    there.rooms.keepAlive()
    await eventually('gone', () => states(two).get(1001) === null)
    here.bus.mend()
    await eventually('back', () => states(two).get(1001) !== null)
  })
})
