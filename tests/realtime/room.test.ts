import { UnknownDocuments } from '@reliance/server/realtime/storage'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { closeCode } from '@reliance/shared/realtime/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { eventually, pause } from './eventually'
import { createHeldStorage, type HeldStorage } from './held-storage'
import { joinInMemory, textOf, typed, type MemoryPeer } from './memory-socket'
import { personId, recordLog, type RecordedLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let storage: HeldStorage
let log: RecordedLog
let rooms: Rooms

beforeEach(() => {
  storage = createHeldStorage()
  storage.create(documentId)
  log = recordLog()
  rooms = createRooms({ storage, log, unloadAfterMs: 20, firstRetryMs: 5 })
})
afterEach(() => rooms.close())

const join = async (name: string, options?: Parameters<typeof joinInMemory>[3]): Promise<MemoryPeer> => {
  const peer = joinInMemory(rooms, documentId, name, options)
  await eventually('the room says what it holds', () => peer.of('stepOne').length > 0)
  return peer
}

/** Long enough for everything that is not held back to happen. */
const settle = (): Promise<void> => pause(20)

describe('append before relay', () => {
  it('[RT2] sends an update to nobody before the storage has it', async () => {
    const [writer, other] = [await join('a'), await join('b')]
    storage.hold()
    writer.sayUpdate(typed(1001, 'tenu'))
    await settle()
    expect(other.of('update')).toHaveLength(0)
    other.sayStepOne()
    await settle()
    expect(textOf(other.of('stepTwo')[0]?.bytes as Uint8Array)).toBe('')
    storage.release()
    await eventually('relayed', () => other.of('update').length === 1)
    expect(textOf(other.of('update')[0]?.bytes as Uint8Array)).toBe('tenu')
    expect(writer.of('update')).toHaveLength(0)
  })

  it('[RT2] commits together what arrives together, of all documents', async () => {
    const otherDocument = documentId.replace('d0c1', 'd0c2')
    storage.create(otherDocument)
    const here = await join('a')
    const there = joinInMemory(rooms, otherDocument, 'b')
    await eventually('there', () => there.of('stepOne').length > 0)
    here.sayUpdate(typed(1001, 'x'))
    here.sayUpdate(typed(1002, 'y'))
    there.sayUpdate(typed(1003, 'z'))
    await settle()
    expect(storage.batches.map((batch) => batch.length)).toEqual([3])
  })

  it('[RT3] tries a failed write again and meanwhile relays and acknowledges nothing', async () => {
    const writer = await join('a', { acknowledge: true })
    const other = await join('b')
    storage.failNext(3)
    writer.sayUpdate(typed(1001, 'un'))
    await pause(10)
    expect([other.of('update').length, writer.of('durable').length]).toEqual([0, 0])
    await eventually('written at last', () => other.of('update').length === 1)
    expect(writer.of('durable').at(-1)?.count).toBe(1)
    expect(log.lines).toHaveLength(3)
  })

  it('[RT3] counts step 2 and updates in order, the empty and the already held ones too', async () => {
    const writer = await join('a', { acknowledge: true })
    writer.sayStepTwo(new Uint8Array([0, 0]))
    await eventually('the empty one', () => writer.of('durable').at(-1)?.count === 1)
    storage.hold()
    writer.sayUpdate(typed(1001, 'un'))
    writer.sayUpdate(typed(1001, 'un'))
    await settle()
    expect(writer.of('durable').at(-1)?.count).toBe(1)
    storage.release()
    await eventually('both', () => writer.of('durable').at(-1)?.count === 3)
  })

  it('[RT3] never counts a refused message, nor what follows it', async () => {
    const owner = await join('a')
    owner.sayUpdate(typed(1001, 'à moi'))
    const forger = await join('b', { acknowledge: true })
    await settle()
    forger.sayUpdate(typed(1001, 'à moi, et la suite'))
    forger.sayUpdate(typed(1002, 'vrai'))
    await eventually('the true one is stored', () => owner.of('update').length === 1)
    expect(forger.of('durable')).toHaveLength(0)
  })

  it('[RT3] says nothing of durability to those who have not asked', async () => {
    const writer = await join('a')
    writer.sayUpdate(typed(1001, 'un'))
    await settle()
    expect(writer.of('durable')).toHaveLength(0)
  })
})

describe('who owns a client id', () => {
  it('[RT5] binds it to the first person and refuses new structs of it from another', async () => {
    const [owner, forger] = [await join('a'), await join('b')]
    owner.sayUpdate(typed(1001, 'mot'))
    await settle()
    forger.sayUpdate(typed(1001, 'mot ajouté'))
    await settle()
    expect(forger.of('denied')).toEqual([{ kind: 'denied', reason: 'set-aside' }])
    expect(owner.of('update')).toHaveLength(0)
    expect(forger.ended).toBeNull()
    expect(textOf(await rooms.read(documentId))).toBe('mot')
    expect(await rooms.authors(documentId)).toEqual(new Map([[1001, personId('a')]]))
  })

  it('[RT5] decides between two who claim the same id before either is stored', async () => {
    const [first, second] = [await join('a'), await join('b')]
    storage.hold()
    first.sayUpdate(typed(1001, 'un'))
    second.sayUpdate(typed(1001, 'un deux'))
    storage.release()
    await settle()
    expect(second.of('denied')).toHaveLength(1)
    expect((await storage.load(documentId))?.clients).toEqual(new Map([[1001, personId('a')]]))
  })

  it('[RT5] ignores what is already held, even said differently by another, and keeps the rest', async () => {
    const [owner, forger] = [await join('a'), await join('b')]
    owner.sayUpdate(typed(1001, 'vrai'))
    await settle()
    const lie = Y.mergeUpdates([typed(1001, 'faux'), typed(2002, 'ajout')])
    forger.sayUpdate(lie)
    await eventually('the rest is relayed', () => owner.of('update').length === 1)
    const relayed = owner.of('update')[0]?.bytes as Uint8Array
    expect([...Y.parseUpdateMeta(relayed).to.keys()]).toEqual([2002])
    expect(textOf(await rooms.read(documentId))).toContain('vrai')
  })

  it('[RT5] survives the unloading of the document', async () => {
    const owner = await join('a')
    owner.sayUpdate(typed(1001, 'mot'))
    await settle()
    owner.connection.ended()
    await eventually('unloaded', () => rooms.openRooms === 0)
    const forger = await join('b')
    forger.sayUpdate(typed(1001, 'mot ajouté'))
    await settle()
    expect(forger.of('denied')).toHaveLength(1)
  })
})

describe('readers', () => {
  it('[RT6] are refused insertions and deletions, and stay connected', async () => {
    const writer = await join('w')
    writer.sayUpdate(typed(1001, 'texte'))
    await settle()
    const reader = await join('r', { access: 'read' })
    reader.sayUpdate(typed(2002, 'refusé'))
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await rooms.read(documentId))
    const before = Y.encodeStateVector(doc)
    doc.getText('content').delete(0, 5)
    reader.sayUpdate(Y.encodeStateAsUpdate(doc, before))
    await settle()
    expect(reader.of('denied').map(({ reason }) => reason)).toEqual(['read-only', 'read-only'])
    expect(reader.ended).toBeNull()
    expect(textOf(await rooms.read(documentId))).toBe('texte')
  })

  it('[RT6] are not refused for an empty or an already held step 2, deletions included', async () => {
    const writer = await join('w')
    const doc = new Y.Doc()
    doc.clientID = 1001
    doc.getText('content').insert(0, 'abc')
    doc.getText('content').delete(1, 1)
    writer.sayUpdate(Y.encodeStateAsUpdate(doc))
    await settle()
    const reader = await join('r', { access: 'read' })
    reader.sayStepTwo(new Uint8Array([0, 0]))
    reader.sayStepTwo(Y.encodeStateAsUpdate(doc))
    reader.sayStepTwo(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)))
    await settle()
    expect(reader.of('denied')).toHaveLength(0)
    expect((await storage.load(documentId))?.log).toHaveLength(1)
  })
})

describe('loading and unloading', () => {
  it('[RT12] shares one load between those who come at once and keeps what they say meanwhile', async () => {
    storage.hold()
    const peers = ['a', 'b', 'c'].map((name) => joinInMemory(rooms, documentId, name))
    peers[0]?.sayUpdate(typed(1001, 'tôt'))
    peers[1]?.sayStepOne()
    await settle()
    expect(storage.loads).toBe(1)
    storage.release()
    await eventually('kept and relayed', () => peers[2]?.of('update').length === 1)
    expect(peers[1]?.of('stepTwo')).toHaveLength(1)
  })

  it('[RT12] does not unload before the last write', async () => {
    const writer = await join('a')
    storage.hold()
    writer.sayUpdate(typed(1001, 'dernier'))
    writer.connection.ended()
    await pause(60)
    expect(rooms.openRooms).toBe(1)
    storage.release()
    await eventually('unloaded', () => rooms.openRooms === 0)
    expect(textOf(await rooms.read(documentId))).toBe('dernier')
  })

  it('[RT12] compacts a long log once nobody is there, and keeps what is written meanwhile', async () => {
    await rooms.close()
    rooms = createRooms({ storage, log, unloadAfterMs: 5, compactFrom: 10 })
    const doc = new Y.Doc()
    doc.clientID = 1001
    const writer = await join('a')
    doc.on('update', (update: Uint8Array) => writer.sayUpdate(update))
    for (let index = 0; index < 20; index++) doc.getText('content').insert(index, 'x')
    await eventually('written', () => storage.batches.length > 0)
    writer.connection.ended()
    await eventually('unloaded', () => rooms.openRooms === 0)
    await rooms.write(documentId, null, typed(7, 'et'))
    await settle()
    const stored = await storage.load(documentId)
    expect(stored?.log.length).toBeLessThanOrEqual(2)
    expect(textOf(...(stored?.log ?? []).map(({ bytes }) => bytes))).toHaveLength(22)
  })

  it('[RT9] closes with not-found when there is no such document', async () => {
    const peer = joinInMemory(rooms, documentId.replace('d0c1', 'd0c9'), 'a')
    await eventually('closed', () => peer.ended !== null)
    expect(peer.ended).toEqual(closeCode.notFound)
    await expect(rooms.read(documentId.replace('d0c1', 'd0c9'))).rejects.toThrow(UnknownDocuments)
  })

  it('[RT2] writes what is pending before it closes, and says that it is going away', async () => {
    const writer = await join('a')
    writer.sayUpdate(typed(1001, 'fin'))
    await rooms.close()
    expect(writer.ended).toEqual(closeCode.goingAway)
    expect((await storage.load(documentId))?.log).toHaveLength(1)
  })
})

describe('writes by the server', () => {
  it('[RT2] are durable and relayed when they resolve, and bound to the person', async () => {
    const reader = await join('r', { access: 'read' })
    await rooms.write(documentId, personId('a'), typed(1001, 'du serveur'))
    expect(textOf(reader.of('update')[0]?.bytes as Uint8Array)).toBe('du serveur')
    expect((await storage.load(documentId))?.clients).toEqual(new Map([[1001, personId('a')]]))
  })

  it('[RT5] are refused for a client id of another person', async () => {
    await rooms.write(documentId, null, typed(1, 'modèle'))
    await expect(rooms.write(documentId, personId('a'), typed(1, 'modèle et suite'))).rejects.toThrow(
      'foreign-client',
    )
  })

  it('tell the listeners whose updates became durable', async () => {
    const stored: unknown[] = []
    rooms.onStored((id, persons) => stored.push([id, persons]))
    await rooms.write(documentId, personId('a'), typed(1001, 'x'))
    expect(stored).toEqual([[documentId, [personId('a')]]])
  })
})
