import { MessageBudget } from '@reliance/server/realtime/message-budget'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { bounds, closeCode } from '@reliance/shared/realtime/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually, pause } from './eventually'
import { createHeldStorage, type HeldStorage } from './held-storage'
import { joinInMemory, typed, type MemoryPeer } from './memory-socket'
import { recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let storage: HeldStorage
let rooms: Rooms

beforeEach(() => {
  storage = createHeldStorage()
  storage.create(documentId)
  rooms = createRooms({ storage, log: recordLog(), connectionsPerPerson: 2, firstRetryMs: 5 })
})
afterEach(() => rooms.close())

const join = async (name: string, options?: Parameters<typeof joinInMemory>[3]): Promise<MemoryPeer> => {
  const peer = joinInMemory(rooms, documentId, name, options)
  await eventually('the room says what it holds', () => peer.of('stepOne').length > 0)
  return peer
}

describe('bounds of a connection', () => {
  it('[RT17] closes who sends more changes than anybody types, and nobody else', async () => {
    const [flooder, other] = [await join('a'), await join('b')]
    const update = typed(1001, 'x')
    for (let sent = 0; sent <= 2 * bounds.messagesAtOnce; sent++) flooder.sayUpdate(update)
    expect(flooder.ended).toEqual(closeCode.tooFast)
    other.sayUpdate(typed(2002, 'y'))
    await eventually('written', () => storage.batches.flat().length === 2)
    expect(other.ended).toBeNull()
  })

  it('[RT17] lets go on for ever at the permitted pace, and no faster', () => {
    const budget = new MessageBudget(0)
    const interval = 1000 / bounds.messagesPerSecond
    for (let message = 0; message < 10_000; message++) expect(budget.spend(message * interval)).toBe(true)
    const fast = new MessageBudget(0)
    let sent = 0
    while (fast.spend(sent * (interval / 2))) sent++
    expect(sent).toBeGreaterThanOrEqual(2 * bounds.messagesAtOnce - 1)
    expect(sent).toBeLessThan(2 * bounds.messagesAtOnce + 2)
  })

  it('[RT17] a person has so many connections as the setting says', async () => {
    await join('a')
    await join('a')
    expect(joinInMemory(rooms, documentId, 'a').ended).toEqual(closeCode.tooManyConnections)
    await join('b')
  })
})

describe('a storage that does not answer', () => {
  it('[RT3] is told to those who asked for acknowledgements, and to those who come meanwhile', async () => {
    const [writer, plain] = [await join('a', { acknowledge: true }), await join('b')]
    storage.failNext(4)
    writer.sayUpdate(typed(1001, 'un'))
    await eventually('told', () => writer.of('waiting').length === 1)
    const late = await join('c', { acknowledge: true })
    await eventually('over', () => writer.of('durable').length === 1)
    expect(writer.of('waiting').map(({ isWaiting }) => isWaiting)).toEqual([true, false])
    expect(late.of('waiting').map(({ isWaiting }) => isWaiting)).toEqual([true, false])
    expect(plain.of('waiting')).toHaveLength(0)
    await pause(1)
  })
})
