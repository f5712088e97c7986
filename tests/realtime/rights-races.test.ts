import { once } from 'node:events'
import { createMemoryStorage } from '@reliance/server/realtime/memory-storage'
import type { Authorization } from '@reliance/server/realtime/participant'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { documentSync } from '@reliance/server/realtime/routes'
import { updateFrame } from '@reliance/shared/realtime/frames'
import type { DocumentAccess } from '@reliance/shared/realtime/protocol'
import Fastify from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { eventually, pause } from './eventually'
import { joinInMemory, textOf, typed, type MemoryPeer } from './memory-socket'
import { authorizationOf, personId, recordLog } from './sync-server'

const documentId = '00000000-0000-7000-8000-00000000d0c1'
let rooms: Rooms

beforeEach(() => {
  const storage = createMemoryStorage()
  storage.create(documentId)
  rooms = createRooms({ storage, log: recordLog(), unloadAfterMs: 20 })
})
afterEach(() => rooms.close())

/** Questions about what `a` may do, which wait until the test answers them, in the order that it chooses. */
const askByHand = () => {
  const answers: ((answer: Authorization) => void)[] = []
  return {
    get asked() {
      return answers.length
    },
    ask: () => new Promise<Authorization>((resolve) => answers.push(resolve)),
    answer: (question: number, access: DocumentAccess) => {
      const give = answers[question]
      if (give === undefined) throw new Error(`question ${question} was not asked`)
      give(authorizationOf('a', access))
    },
  }
}

/** Long enough for everything that is not held back to happen. */
const settle = (): Promise<void> => pause(20)

const written = async (): Promise<string> => textOf(await rooms.read(documentId))
const refusals = (peer: MemoryPeer): string[] => peer.of('denied').map(({ reason }) => reason)

describe('a change of rights between reading them and letting the socket in', () => {
  it('[RT9] has the rights read again before anything that the socket says counts', async () => {
    const questions = askByHand()
    const { accessVersion } = rooms
    await rooms.refreshAccess(documentId)
    const late = joinInMemory(rooms, documentId, 'a', { accessVersion, reauthorize: questions.ask })
    late.sayUpdate(typed(1001, 'après le gel'))
    await settle()
    expect([questions.asked, late.heard.length, await written()]).toEqual([1, 0, ''])
    questions.answer(0, 'read')
    await eventually('refused', () => refusals(late).length === 1)
    expect(refusals(late)).toEqual(['read-only'])
    expect(await written()).toBe('')
  })

  it('[RT9] counts on the other side of the upgrade too', async () => {
    const questions = askByHand()
    const app = Fastify()
    await app.register(documentSync, { rooms, authorize: questions.ask })
    const address = await app.listen({ port: 0, host: '127.0.0.1' })
    const socket = new WebSocket(`${address.replace('http', 'ws')}/api/documents/${documentId}/sync`)
    await eventually('the rights are being read', () => questions.asked === 1)
    await rooms.refreshAccess(documentId)
    questions.answer(0, 'write')
    await once(socket, 'open')
    socket.send(updateFrame(typed(1001, 'après le gel')))
    await eventually('the rights are read again', () => questions.asked === 2)
    questions.answer(1, 'read')
    await eventually('in the room', () => rooms.presence(documentId).length === 1)
    await settle()
    expect(rooms.presence(documentId)).toMatchObject([{ personId: personId('a'), mayWrite: false }])
    expect(await written()).toBe('')
    await app.close()
  })

  it('[RT9] waits for the last answer when rights change once more meanwhile', async () => {
    const questions = askByHand()
    const { accessVersion } = rooms
    await rooms.refreshAccess(documentId)
    const late = joinInMemory(rooms, documentId, 'a', { accessVersion, reauthorize: questions.ask })
    const frozen = rooms.refreshAccess(documentId)
    late.sayUpdate(typed(1001, 'après le gel'))
    questions.answer(0, 'write')
    await settle()
    expect([questions.asked, late.heard.length]).toEqual([2, 0])
    questions.answer(1, 'read')
    await frozen
    await eventually('refused', () => refusals(late).length === 1)
    expect(await written()).toBe('')
  })

  it('[RT9] is told from no change: rights that still hold are not read again', async () => {
    const questions = askByHand()
    const { accessVersion } = rooms
    const peer = joinInMemory(rooms, documentId, 'a', { accessVersion, reauthorize: questions.ask })
    peer.sayUpdate(typed(1001, 'à temps'))
    await settle()
    expect([questions.asked, await written()]).toEqual([0, 'à temps'])
  })
})

describe('two questions about the rights of one connection', () => {
  const joinByHand = async () => {
    const questions = askByHand()
    const peer = joinInMemory(rooms, documentId, 'a', { reauthorize: questions.ask })
    await eventually('joined', () => peer.of('stepOne').length > 0)
    return { questions, peer }
  }

  it('[RT9] the older answer, coming last, gives nobody back the right to write', async () => {
    const { questions, peer } = await joinByHand()
    const both = [rooms.refreshAccess(documentId), rooms.refreshAccess(documentId)]
    questions.answer(1, 'read')
    await settle()
    questions.answer(0, 'write')
    await Promise.all(both)
    peer.sayUpdate(typed(1001, 'après le gel'))
    await settle()
    expect(refusals(peer)).toEqual(['read-only'])
    expect(await written()).toBe('')
  })

  it('[RT9] the older answer, coming last, shuts nobody out', async () => {
    const { questions, peer } = await joinByHand()
    const both = [rooms.refreshAccess(documentId), rooms.refreshAccess({ personId: personId('a') })]
    questions.answer(1, 'write')
    await settle()
    questions.answer(0, 'none')
    await Promise.all(both)
    peer.sayUpdate(typed(1001, 'toujours là'))
    await settle()
    expect([peer.ended, await written()]).toEqual([null, 'toujours là'])
  })

  it('[RT9] whoever asked first is told that rights hold only when the last answer is applied', async () => {
    const { questions, peer } = await joinByHand()
    const first = rooms.refreshAccess(documentId)
    let firstIsDone = false
    void first.then(() => (firstIsDone = true))
    const second = rooms.refreshAccess(documentId)
    questions.answer(0, 'write')
    await settle()
    expect(firstIsDone).toBe(false)
    questions.answer(1, 'read')
    await Promise.all([first, second])
    expect(peer.connection.mayWrite).toBe(false)
  })
})
