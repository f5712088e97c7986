import { updateFrame } from '@reliance/shared/realtime/frames'
import { messageType } from '@reliance/shared/realtime/protocol'
import { appendBlocksUpdate } from '@reliance/shared/realtime/document'
import { createStatement, readStatement } from '@reliance/shared/statements/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import NodeSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import {
  browserAvailable,
  expectAccessible,
  expectContrast,
  expectToFit,
  launchBrowser,
} from '../support/browser'
import type { TestBrowser, Visitor } from '../support/browser'
import { joinCommittee, setUpCommittee, type TestPerson } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'

const title = 'Ce que le réseau ne porte pas'
const written = 'Le dernier bus part à 18 h.'
const lost = 'Il ne revient pas avant le matin.'
const later = 'Sauf le samedi.'

/** A colleague's words, which the server has lost, come back from a browser that has them, through the coordinator. */
describe.skipIf(!browserAvailable)('text that was set aside', { timeout: 180_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let coordinator: TestPerson
  let writer: TestPerson
  let sender: Visitor
  let decider: Visitor
  let path: string
  let documentId: string

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    const committee = await setUpCommittee(server)
    coordinator = committee.coordinator
    const { committeeId } = committee
    writer = await joinCommittee(server, coordinator, committeeId, { name: 'Anne Roche', roles: ['member'] })
    const colleague = await joinCommittee(server, coordinator, committeeId, {
      name: 'Marc Petit',
      roles: ['member'],
    })
    const params = { committeeId }
    const made = await server.call(coordinator.cookie, createStatement, {
      params,
      body: { title, axisIds: [] },
    })
    documentId = (await server.call(coordinator.cookie, readStatement, { params: { statementId: made.id } }))
      .documentId
    path = `/statements/${made.id}`
    sender = await browser.visit(server.address, { cookie: colleague.cookie })
    decider = await browser.visit(server.address, { cookie: coordinator.cookie })
    await sender.page.addInitScript(rememberSocket)
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  const textbox = ({ page }: Visitor) => page.getByRole('textbox', { name: title })
  const saved = ({ page }: Visitor) => page.getByText('enregistré', { exact: true })
  /** What the server would say to the sender's page. */
  const say = (frame: Iterable<number>) =>
    sender.page.evaluate(
      (bytes) => {
        const data = new Uint8Array(bytes).buffer
        window.documentSocket?.dispatchEvent(new MessageEvent('message', { data }))
      },
      [...frame],
    )

  /** What the writer has on the server, and what the same browser wrote after it, which the server has not. */
  async function write(): Promise<Uint8Array> {
    const doc = new Y.Doc()
    class SignedInSocket extends NodeSocket {
      constructor(url: string) {
        super(url, { headers: { cookie: writer.cookie } })
      }
    }
    const place = `${server.address.replace(/^http/, 'ws')}/api/documents`
    const provider = new WebsocketProvider(place, `${documentId}/sync`, doc, {
      WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    })
    await new Promise((resolve) => provider.once('sync', resolve))
    const append = (text: string) =>
      appendBlocksUpdate(Y.encodeStateAsUpdate(doc), 4242, [{ runs: [{ text }] }], 'observations')
    Y.applyUpdate(doc, append(written))
    await textbox(sender).getByText(written).waitFor()
    provider.destroy()
    return append(lost)
  }

  it('is said to who sent it, who goes on writing', async () => {
    for (const { page } of [sender, decider]) {
      await page.goto(path)
      await page.locator('[contenteditable="true"]').waitFor()
    }
    await saved(sender).waitFor()
    await say(updateFrame(await write()))
    await textbox(sender).getByText(lost).waitFor()
    const { page } = sender
    // The page comes back, and is asked for what it has.
    await page.evaluate(() => window.documentSocket?.close())
    await page.getByText('il l’a mise de côté').waitFor()
    await page.getByText('tout n’est pas enregistré').first().waitFor()
    await textbox(sender).getByText(lost).click()
    await page.keyboard.press('End')
    await page.keyboard.type(` ${later}`)
    await textbox(sender).getByText(later).waitFor()
    await expectAccessible(page)
    await expectToFit(page)
    expect(await textbox(decider).textContent()).not.toContain(lost)
  })

  it('is shown to the coordinator where it was set aside, with the words and who sent them', async () => {
    const { page } = decider
    const panel = page.getByRole('region', { name: 'Texte mis de côté' })
    await panel.getByText(lost).first().waitFor()
    await panel.getByText('Envoyé par Marc Petit').first().waitFor()
    await expectAccessible(page)
    for (const options of [{ screen: 'phone' }, { colorScheme: 'dark' }] as const) {
      const other = await browser.visit(server.address, { cookie: coordinator.cookie, ...options })
      await other.page.goto(path)
      await other.page.getByRole('region', { name: 'Texte mis de côté' }).getByText(lost).first().waitFor()
      await expectToFit(other.page)
      await expectContrast(other.page)
      await other.page.context().close()
    }
  })

  it('enters the text when it is admitted, and both pages know', async () => {
    const { page } = decider
    const panel = page.getByRole('region', { name: 'Texte mis de côté' })
    // The latest of them holds what was sent before it.
    await panel.getByRole('button', { name: 'Admettre dans le texte' }).first().click()
    await page.getByText('Ce texte est entré dans le document').last().waitFor()
    await panel.waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement?.id === 'content')
    await textbox(decider).getByText(lost).waitFor()
    await saved(sender).waitFor()
    expect(await sender.page.getByText('il l’a mise de côté').count()).toBe(0)
    await textbox(decider).getByText(later).waitFor()
  })

  it('waits, and is said to wait, while the server cannot keep it', async () => {
    const { page } = sender
    // What the server cannot keep, or refuses, it does not acknowledge.
    await page.evaluate(() => Object.assign(window.documentSocket ?? {}, { changesSent: 1_000_000 }))
    await say([messageType.waiting, 1])
    const sentence = page.getByText('le serveur ne peut pas enregistrer pour l’instant')
    await sentence.first().waitFor()
    await expectToFit(page)
    await say([messageType.waiting, 0])
    await page.getByText('enregistrement…').waitFor()
    expect(await sentence.count()).toBe(0)
  })

  it('is one of the reasons that the editor can give; each is said, and none stops the writing', async () => {
    const { page } = sender
    const denied = (reason: string) =>
      say([messageType.auth, 0, reason.length, ...new TextEncoder().encode(reason)])
    const sentences = {
      'too-many-set-asides': 'Trop de textes sont déjà mis de côté',
      'missing-dependencies': 'continuent un texte que le serveur n’a pas',
      'too-many-clients': 'le travail de trop de navigateurs',
      'document-too-large': 'a atteint sa taille maximale',
    }
    for (const [reason, sentence] of Object.entries(sentences)) {
      await denied(reason)
      await page.getByText(sentence).waitFor()
      expect(await textbox(sender).getAttribute('aria-readonly')).toBeNull()
    }
    await denied('read-only')
    await page.getByText('mais plus y écrire').waitFor()
    await page.locator('[role="textbox"][aria-readonly="true"]').waitFor()
  })

  it('raised no error in a browser', () => {
    expect([...sender.problems, ...decider.problems]).toEqual([])
  })
})

declare global {
  interface Window {
    documentSocket?: WebSocket
  }
}

/** In the page, before its scripts: keeps hold of the socket of the document, the latest one. */
function rememberSocket(): void {
  window.WebSocket = class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      if (String(url).includes('/sync')) window.documentSocket = this
    }
  }
}
