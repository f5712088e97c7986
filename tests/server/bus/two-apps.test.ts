import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { eraseAccount, signOut, signOutEverywhere } from '@reliance/shared/auth/contract'
import { changeMember, listMembers } from '@reliance/shared/committee/contract'
import { liveKey, type LiveMessage } from '@reliance/shared/live/protocol'
import { createNote } from '@reliance/shared/notes/contract'
import { updateFrame } from '@reliance/shared/realtime/frames'
import { messageType } from '@reliance/shared/realtime/protocol'
import { openPostgresql } from '@reliance/server/db/postgresql'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import { Doc } from 'yjs'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { databaseUrl } from '../../support/postgresql-server'
import {
  joinCommittee,
  peopleCommittee,
  signInAs,
  testPassword,
  type TestCommittee,
  type TestPerson,
} from '../../support/people'
import { redisAvailable, startRedis, type RedisServer } from '../../support/redis-server'

const postgresql = testDatabases().find(({ name }) => name === 'PostgreSQL')
const available = redisAvailable && postgresql?.available === true

/** What has to reach the other process at once. */
const withinASecond = { timeout: 1000, interval: 10 }
/** What may take its way through the database. */
const seconds = { timeout: 15_000, interval: 50 }

/** Two processes as far as they know: each has its own connections to the database and to Redis. */
describe.skipIf(!available)('two servers on one database, with Redis', () => {
  let redis: RedisServer
  let here: TestApp
  let there: TestApp
  let hereOrigin: string
  let thereOrigin: string
  let people: TestCommittee
  const sockets: WebSocket[] = []
  const providers: WebsocketProvider[] = []

  beforeAll(async () => {
    redis = await startRedis()
    const first = await postgresql!.open()
    const [row] = await first.prisma.$queryRaw<{ name: string }[]>`SELECT current_database() AS name`
    const second = await openPostgresql(databaseUrl(inject('postgresql')!.serverUrl, row!.name))
    here = await buildTestApp(first, { redisUrl: redis.url })
    there = await buildTestApp(second, { redisUrl: redis.url })
    const listen = async ({ http }: TestApp) =>
      (await http.listen({ host: '127.0.0.1', port: 0 })).replace(/^http/, 'ws')
    hereOrigin = await listen(here)
    thereOrigin = await listen(there)
    people = await peopleCommittee(here)
  }, 240_000)

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.terminate()
    for (const provider of providers.splice(0)) provider.destroy()
  })

  afterAll(async () => {
    await there?.close()
    await here?.close()
    await redis?.stop()
  })

  async function open(path: string, cookie: string) {
    const socket = new WebSocket(`${thereOrigin}${path}`, { headers: { cookie } })
    sockets.push(socket)
    const frames: Buffer[] = []
    const closes: string[] = []
    socket.on('message', (data: Buffer) => frames.push(data))
    socket.on('close', (code, reason) => closes.push(`${code} ${reason.toString()}`))
    await once(socket, 'open')
    return { socket, frames, closes }
  }

  async function openLive(cookie: string) {
    const page = await open('/api/live', cookie)
    // The page's committees are read after the opening.
    await pause(200)
    const keys = () => page.frames.flatMap((frame) => (JSON.parse(frame.toString()) as LiveMessage).keys)
    return { ...page, keys }
  }

  async function openDocument(documentId: string, cookie: string) {
    const connection = await open(`/api/documents/${documentId}/sync`, cookie)
    await vi.waitFor(() => expect(connection.frames.length).toBeGreaterThan(0), seconds)
    const doc = new Doc()
    doc.on('update', (update: Uint8Array) => connection.socket.send(updateFrame(update)))
    return {
      ...connection,
      type: (words: string) => doc.getText('content').insert(0, words),
      refusals: () => connection.frames.filter(([type]) => type === messageType.auth).length,
    }
  }

  /** A stock client with a person's cookie, and its text. */
  async function openStock(origin: string, documentId: string, cookie: string) {
    class SignedInSocket extends WebSocket {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols, { headers: { cookie } })
      }
    }
    const doc = new Doc()
    const provider = new WebsocketProvider(`${origin}/api/documents`, `${documentId}/sync`, doc, {
      WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    providers.push(provider)
    await vi.waitFor(() => expect(provider.synced).toBe(true), seconds)
    return doc.getText('content')
  }

  const makeNote = (title: string) =>
    here.call(people.coordinator.cookie, createNote, {
      params: { committeeId: people.committeeId },
      body: { title },
    })

  async function change(who: TestPerson, body: object): Promise<void> {
    const { committeeId, coordinator } = people
    const members = await here.call(coordinator.cookie, listMembers, { params: { committeeId } })
    const member = members.find(({ name }) => name === who.name)
    const params = { committeeId, memberId: member?.id }
    const answer = await here.ask(coordinator.cookie, changeMember, { params, body })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  }

  it('tells the open pages of one what changed in the other', async () => {
    const page = await openLive(people.observer.cookie)
    await makeNote('Compteurs')
    await vi.waitFor(() => expect(page.keys()).toContain(liveKey.notes(people.committeeId)), withinASecond)
  })

  it('tells the pages of a person in one what that person became in the other', async () => {
    const page = await openLive(people.researcher.cookie)
    await change(people.researcher, { roles: ['researcher'], voice: 'none' })
    await vi.waitFor(() => expect(page.keys()).toContain(liveKey.me()), withinASecond)
  })

  it('closes pages and documents in one when the person signs out in the other', async () => {
    const { documentId } = await makeNote('Sortie')
    const cookie = await signInAs(here, people.member.email)
    const stays = await openDocument(documentId, people.member.cookie)
    const page = await openLive(cookie)
    const document = await openDocument(documentId, cookie)
    await here.call(cookie, signOut, {})
    await vi.waitFor(() => {
      expect(page.closes).toEqual(['4401 signed-out'])
      expect(document.closes).toEqual(['4401 signed-out'])
    }, withinASecond)
    expect(stays.closes).toEqual([])
  })

  it('closes them when the person signs out everywhere', async () => {
    const { documentId } = await makeNote('Sortie partout')
    const cookie = await signInAs(here, people.stranger.email)
    const page = await openLive(await signInAs(there, people.member.email))
    const document = await openDocument(documentId, await signInAs(there, people.member.email))
    const stranger = await openLive(cookie)
    await here.call(await signInAs(here, people.member.email), signOutEverywhere, {})
    await vi.waitFor(() => {
      expect(page.closes).toEqual(['4401 signed-out'])
      expect(document.closes).toEqual(['4401 signed-out'])
    }, withinASecond)
    expect(stranger.closes).toEqual([])
  })

  it('closes them when the account is erased, and the others load every name again', async () => {
    const { documentId } = await makeNote('Effacement')
    const who = { name: 'Anne Roche', roles: ['member' as const] }
    const person = await joinCommittee(here, people.coordinator, people.committeeId, who)
    const page = await openLive(person.cookie)
    const document = await openDocument(documentId, person.cookie)
    const colleague = await openLive(people.observer.cookie)
    await here.call(person.cookie, eraseAccount, { body: { password: testPassword } })
    await vi.waitFor(() => {
      expect(page.closes).toEqual(['4401 signed-out'])
      expect(document.closes).toEqual(['4401 signed-out'])
      expect(colleague.keys()).toContain(liveKey.everything())
    }, withinASecond)
    expect(colleague.closes).toEqual([])
  })

  it('shows text that is typed in one to the stock clients of the other within a second', async () => {
    const { documentId } = await makeNote('Traversée')
    const typed = await openStock(hereOrigin, documentId, people.coordinator.cookie)
    const read = await openStock(thereOrigin, documentId, await signInAs(here, people.member.email))
    typed.insert(0, 'aller')
    await vi.waitFor(() => expect(read.toJSON()).toBe('aller'), withinASecond)
    read.insert(5, ' et retour')
    await vi.waitFor(() => expect(typed.toJSON()).toBe('aller et retour'), withinASecond)
  })

  it('turns a document in one read-only when the role changes in the other', async () => {
    const cookie = await signInAs(here, people.member.email)
    const { documentId } = await makeNote('Droits')
    const document = await openDocument(documentId, cookie)
    document.type('mots')
    await vi.waitFor(async () => {
      const stored = await there.services.rooms.read(documentId)
      expect(Buffer.from(stored).includes('mots')).toBe(true)
    }, seconds)
    expect(document.refusals()).toBe(0)
    await change(people.member, { roles: ['observer'], voice: 'none' })
    await pause(1000)
    document.type('encore')
    await vi.waitFor(() => expect(document.refusals()).toBe(1), seconds)
    expect(document.closes).toEqual([])
    expect(Buffer.from(await there.services.rooms.read(documentId)).includes('encore')).toBe(false)
    await change(people.member, { roles: ['member'], voice: 'voting' })
  }, 60_000)

  it('goes on without Redis: rights hold, and pages load everything again, after seconds, and once more when it is back', async () => {
    const page = await openLive(people.observer.cookie)
    const { documentId } = await makeNote('Droits sans Redis')
    const document = await openDocument(documentId, await signInAs(here, people.member.email))
    await redis.kill()
    const cookie = await signInAs(here, people.observer.email)
    const leaving = await openLive(cookie)
    await here.call(cookie, signOut, {})
    await vi.waitFor(() => expect(leaving.closes).toEqual(['4401 signed-out']), seconds)
    await vi.waitFor(() => expect(page.keys()).toContain(liveKey.everything()), seconds)
    expect(page.closes).toEqual([])

    await change(people.member, { roles: ['observer'], voice: 'none' })
    await vi.waitFor(() => {
      document.type('encore')
      expect(document.refusals()).toBeGreaterThan(0)
    }, seconds)
    expect(document.closes).toEqual([])

    await redis.restart()
    await vi.waitFor(
      async () => {
        const before = page.frames.length
        await pause(6000)
        expect(page.frames.length).toBe(before)
      },
      { timeout: 40_000 },
    )
    await makeNote('De retour')
    await vi.waitFor(() => expect(page.keys()).toContain(liveKey.notes(people.committeeId)), withinASecond)
  }, 90_000)
})
