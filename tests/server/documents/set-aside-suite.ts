import { decideSetAside, listSetAsides, type SetAside } from '@reliance/shared/documents/contract'
import { appendBlocksUpdate, blocksToText, readBlocks } from '@reliance/shared/realtime/document'
import { messageType } from '@reliance/shared/realtime/protocol'
import { afterEach, beforeAll, expect } from 'vitest'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { TestDatabase } from '../../support/database'
import { joinCommittee, type TestPerson } from '../../support/people'
import { committeeSuite } from './committee-suite'

/** On the server, and what the same browser wrote after it. */
export const written = 'Le dernier bus part à 18 h.'
export const lost = 'Il ne revient pas.'

/** A committee in which a colleague's browser brings back what the server has lost of a member's. */
export function setAsideSuite(database: TestDatabase) {
  const suite = committeeSuite(database)
  let origin: string
  let sender: TestPerson
  const open: (() => void)[] = []
  let nextClientId = 700_000

  beforeAll(async () => {
    if (!database.available) return
    const { app, people } = suite
    origin = (await app.http.listen({ host: '127.0.0.1', port: 0 })).replace(/^http/, 'ws')
    sender = await joinCommittee(app, people.coordinator, people.committeeId, {
      name: 'Autre Membre',
      roles: ['member'],
    })
  }, 60_000)
  afterEach(() => {
    for (const close of open.splice(0)) close()
  })

  /** A stock y-websocket client with the person's cookie, on a browser that holds `update`. */
  function connect(documentId: string, { cookie }: TestPerson, ...updates: Uint8Array[]) {
    const doc = new Y.Doc()
    for (const update of updates) Y.applyUpdate(doc, update)
    class SignedInSocket extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { cookie } })
      }
    }
    const provider = new WebsocketProvider(`${origin}/api/documents`, `${documentId}/sync`, doc, {
      WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    // The stock client writes each refusal to the console.
    provider.messageHandlers[messageType.auth] = () => undefined
    open.push(() => {
      provider.destroy()
      doc.destroy()
    })
    return doc
  }

  const text = async (documentId: string) =>
    blocksToText(readBlocks(await suite.app.services.rooms.read(documentId)))
  const list = (cookie: string | null, documentId: string) =>
    suite.app.ask(cookie, listSetAsides, { params: { documentId } })
  const listed = async (documentId: string) =>
    (await list(suite.people.coordinator.cookie, documentId)).body as unknown as SetAside[]
  const decide = (cookie: string | null, setAsideId: string, outcome: string) =>
    suite.app.ask(cookie, decideSetAside, { params: { setAsideId }, body: { outcome } })

  /**
   * The member has written one sentence; a second one, by the same browser, is not on the server, which has come back
   * from a backup, and a colleague's browser has both.
   */
  async function restored({ documentId }: { documentId: string }, section: string | null = 'observations') {
    const { rooms } = suite.app.services
    const clientId = nextClientId++
    const beginning = await rooms.read(documentId)
    const first = appendBlocksUpdate(beginning, clientId, [{ runs: [{ text: written }] }], section)
    await rooms.write(documentId, suite.people.member.personId, first)
    const state = await rooms.read(documentId)
    const second = appendBlocksUpdate(state, clientId, [{ runs: [{ text: lost }] }], section)
    return { clientId, documentId, state, second }
  }

  async function setAside(section?: string | null) {
    const made = await suite.begin()
    const before = await restored(made, section)
    connect(made.documentId, sender, before.state, before.second)
    await expect.poll(() => listed(made.documentId)).toHaveLength(1)
    const [entry] = await listed(made.documentId)
    if (!entry) throw new Error('nothing was set aside')
    return { ...made, ...before, entry }
  }

  return Object.assign(suite, {
    /** Who has the lost text; there before the first test. */
    sender: () => sender,
    /** Is called after the test. */
    closing: (close: () => void): void => void open.push(close),
    connect,
    text,
    list,
    listed,
    decide,
    restored,
    setAside,
  })
}
