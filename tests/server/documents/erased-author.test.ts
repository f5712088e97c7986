import { once } from 'node:events'
import { eraseAccount } from '@reliance/shared/auth/contract'
import { answerThread, listThreads, startThread } from '@reliance/shared/comments/contract'
import { liveKey, type LiveMessage } from '@reliance/shared/live/protocol'
import { quoteAnchor } from '@reliance/shared/realtime/anchor'
import { messageType } from '@reliance/shared/realtime/protocol'
import {
  createStatement,
  freezeStatement,
  listStatements,
  readStatement,
  readStatementText,
  readVersion,
} from '@reliance/shared/statements/contract'
import { compactInThread } from '@reliance/server/compact-in-thread'
import { compactLog } from '@reliance/server/realtime/compaction'
import { createPrismaStorage } from '@reliance/server/realtime/prisma-storage'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { testDatabases } from '../../support/database'
import { joinCommittee, testPassword, type TestPerson } from '../../support/people'
import { recordLog } from '../../realtime/sync-server'
import { committeeSuite, type Made } from './committee-suite'

const words = 'Le dernier bus part à 18 h.'
const colleagueWords = 'Sauf le samedi.'

/** One story: each test goes on where the one before it has ended. */
describe.each(testDatabases())('the text of an erased account on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite
  const closing: (() => void)[] = []
  let origin: string
  let author: TestPerson
  let statement: Made
  let pseudonym: string

  beforeAll(async () => {
    if (!database.available) return
    const { app, people } = suite
    origin = (await app.http.listen({ host: '127.0.0.1', port: 0 })).replace(/^http/, 'ws')
    const who = { name: 'Zoé Quintard', roles: ['member' as const], college: 0 }
    author = await joinCommittee(app, people.coordinator, people.committeeId, who)
    statement = await app.call(author.cookie, createStatement, {
      params: { committeeId: people.committeeId },
      body: { title: 'Les derniers kilomètres', axisIds: [] },
    })
  }, 60_000)
  afterAll(() => {
    for (const close of closing) close()
  })

  /** A stock client with the person's cookie, in the document. */
  async function openDocument({ cookie }: TestPerson) {
    const closes: string[] = []
    class SignedInSocket extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { cookie } })
        this.on('close', (code, reason) => closes.push(`${code} ${reason.toString()}`))
        this.on('error', () => undefined)
      }
    }
    const doc = new Y.Doc()
    const provider = new WebsocketProvider(`${origin}/api/documents`, `${statement.documentId}/sync`, doc, {
      WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    provider.messageHandlers[messageType.auth] = () => undefined
    closing.push(() => provider.destroy())
    await expect.poll(() => provider.synced).toBe(true)
    return {
      closes,
      names: () => [...provider.awareness.getStates().values()].map((state) => state.user?.name),
      show: () => provider.awareness.setLocalStateField('user', {}),
      async type(text: string) {
        const [block, run] = [new Y.XmlElement('textblock'), new Y.XmlText(text)]
        block.insert(0, [run])
        doc.getXmlFragment('content').push([block])
        await expect
          .poll(async () =>
            Buffer.from(await suite.app.services.rooms.read(statement.documentId)).includes(text),
          )
          .toBe(true)
      },
    }
  }

  async function openPage({ cookie }: TestPerson) {
    const socket = new WebSocket(`${origin}/api/live`, { headers: { cookie } })
    closing.push(() => socket.terminate())
    const closes: string[] = []
    const keys: string[] = []
    socket.on('close', (code, reason) => closes.push(`${code} ${reason.toString()}`))
    socket.on('message', (data: Buffer) => keys.push(...(JSON.parse(data.toString()) as LiveMessage).keys))
    await once(socket, 'open')
    return { closes, keys }
  }

  /** Who wrote what, as the API says it to a colleague. */
  async function attributed() {
    const params = { statementId: statement.id }
    return written(await suite.app.call(suite.people.member.cookie, readStatementText, { params }))
  }
  type Text = Awaited<ReturnType<typeof suite.app.services.documents.text>>
  const written = ({ blocks, authors }: Text) =>
    blocks.flatMap(({ runs }) =>
      runs.flatMap(({ text, author: index }) => (index === undefined ? [] : [[authors[index]?.name, text]])),
    )
  const storage = () => createPrismaStorage(suite.app.database)

  test('is theirs by name while they have one', async () => {
    const { app, people } = suite
    const [theirs, colleague] = [await openDocument(author), await openDocument(people.member)]
    await theirs.type(words)
    await colleague.type(colleagueWords)
    expect(await attributed()).toEqual([
      [author.name, words],
      [people.member.name, colleagueWords],
    ])
    const anchor = quoteAnchor(await app.services.rooms.read(statement.documentId), 'dernier bus')
    if (!anchor) throw new Error('the quote is not in the text')
    const [startPosition, endPosition] = [anchor.startPosition, anchor.endPosition].map((bytes) =>
      Buffer.from(bytes).toString('base64'),
    )
    const body = {
      type: 'question',
      text: 'Tous les jours ?',
      anchor: { ...anchor, startPosition, endPosition },
    }
    const begun = await app.ask(author.cookie, startThread, {
      params: { documentId: statement.documentId },
      body,
    })
    expect(begun.status).toBe(201)
  })

  test('closes their sockets and takes them out of the presence at once when the account is erased', async () => {
    const { app, people } = suite
    const [document, page] = [await openDocument(author), await openPage(author)]
    const [colleague, colleaguePage] = [await openDocument(people.member), await openPage(people.member)]
    document.show()
    await expect.poll(() => colleague.names()).toContain(author.name)
    await app.call(author.cookie, eraseAccount, { body: { password: testPassword } })
    await expect.poll(() => document.closes[0]).toBe('4401 signed-out')
    await expect.poll(() => page.closes).toEqual(['4401 signed-out'])
    await expect.poll(() => colleague.names()).not.toContain(author.name)
    await expect.poll(() => colleaguePage.keys).toContain(liveKey.everything())
    expect(colleaguePage.closes).toEqual([])
    const params = { committeeId: people.committeeId }
    const [listed] = await app.call(people.member.cookie, listStatements, { params })
    expect(JSON.stringify(listed?.presence)).not.toContain(author.personId)
  })

  test('shows the pseudonym, before the log is compacted', async () => {
    const marks = await suite.app.services.members.marks(suite.people.committeeId, [author.personId])
    pseudonym = marks.get(author.personId)?.name ?? ''
    expect(pseudonym).toMatch(/^Membre \d\d \(.+\)$/)
    expect((await storage().loadForCompaction(statement.documentId))?.log.length).toBeGreaterThan(2)
    expect(await attributed()).toEqual([
      [pseudonym, words],
      [suite.people.member.name, colleagueWords],
    ])
  })

  test('shows it after the log is compacted, and when others write on', async () => {
    const { app, people } = suite
    const log = recordLog()
    const compact = compactInThread(app.services.workers)
    await compactLog(statement.documentId, { storage: storage(), compact, log, mend: () => undefined })
    expect(log.lines).toEqual([])
    expect((await storage().loadForCompaction(statement.documentId))?.log).toHaveLength(1)
    expect(await attributed()).toEqual([
      [pseudonym, words],
      [people.member.name, colleagueWords],
    ])
    await (await openDocument(people.member)).type('Ni le dimanche.')
    expect((await attributed())[0]).toEqual([pseudonym, words])
    const bindings = await app.services.rooms.authors(statement.documentId)
    expect([...bindings.values()]).toContain(author.personId)
  })

  test('shows it beside the statement, its comments and a version that is frozen later', async () => {
    const { app, people } = suite
    const { cookie } = people.coordinator
    const byAuthor = { personId: author.personId, name: pseudonym }
    const params = { statementId: statement.id }
    expect((await app.call(cookie, readStatement, { params })).createdBy).toMatchObject(byAuthor)
    const threadsOf = { params: { documentId: statement.documentId } }
    const [thread] = await app.call(cookie, listThreads, threadsOf)
    await app.call(cookie, answerThread, { params: { threadId: thread?.id ?? '' }, body: { text: 'Oui.' } })
    const [answered] = await app.call(people.member.cookie, listThreads, threadsOf)
    expect(answered?.createdBy).toMatchObject(byAuthor)
    expect(answered?.comments[0]?.author).toMatchObject(byAuthor)
    expect((await suite.move(cookie, statement.id, 'peer_review')).status).toBe(200)
    const { id: versionId } = await app.call(cookie, freezeStatement, { params })
    const version = await app.call(people.observer.cookie, readVersion, { params: { versionId } })
    expect(written(version.text)[0]).toEqual([pseudonym, words])
    expect(JSON.stringify([version, answered])).not.toContain(author.name)
  })
})
