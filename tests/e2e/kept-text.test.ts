import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStatement } from '@reliance/shared/statements/contract'
import { readCommittee } from '@reliance/shared/committee/contract'
import { browserAvailable, expectAccessible, launchBrowser } from '../support/browser'
import type { TestBrowser, Visitor } from '../support/browser'
import { joinCommittee, setUpCommittee } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'
import { hydrated } from './gestures'

const title = 'Ce que le réseau ne porte pas'
const words = 'Écrit dans le train, entre deux gares.'
const notice = 'Cet appareil garde des modifications qui ne sont pas encore envoyées.'

/** What is written without a network outlives the page, is its author's alone, and is sent when the text is opened again. */
describe.skipIf(!browserAvailable)('a browser that is closed without a network', { timeout: 180_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let writer: Visitor
  let reader: Visitor
  let path: string
  let page: Page
  let coordinatorCookie: string
  let memberCookie: string

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    const { committeeId, coordinator } = await setUpCommittee(server)
    const member = await joinCommittee(server, coordinator, committeeId, {
      name: 'Anne Roche',
      roles: ['member'],
      voice: 'voting',
      college: 0,
    })
    const params = { committeeId }
    const { axes } = await server.call(coordinator.cookie, readCommittee, { params })
    const body = { title, axisIds: axes.slice(0, 1).map(({ id }) => id) }
    const { id } = await server.call(coordinator.cookie, createStatement, { params, body })
    path = `/statements/${id}`
    coordinatorCookie = coordinator.cookie
    memberCookie = member.cookie
    writer = await browser.visit(server.address, { cookie: member.cookie })
    reader = await browser.visit(server.address, { cookie: coordinator.cookie })
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  const textOn = (one: Page) => one.getByRole('textbox', { name: title })
  const signIn = async (cookie: string): Promise<void> => {
    const [name = '', value = ''] = cookie.split('=')
    await writer.page.context().clearCookies()
    await page.context().addCookies([{ name, value, url: server.address }])
  }
  const openAgain = async (address: string): Promise<void> => {
    const context = page.context()
    await page.close()
    page = await context.newPage()
    await page.goto(address)
    await hydrated(page)
  }

  it('keeps the words on the device, and says so on the next page', async () => {
    page = writer.page
    await page.goto(path)
    await page.getByText('enregistré', { exact: true }).waitFor()
    await page.context().setOffline(true)
    await page.getByText('Hors ligne, vos modifications sont gardées').first().waitFor()
    await textOn(page).locator(':scope > *').last().click()
    await page.keyboard.type(words)
    await textOn(page).getByText(words).waitFor()
    await page.waitForTimeout(500)

    // Closed before it is online again: nothing was sent.
    const context = page.context()
    await page.close()
    await context.setOffline(false)
    page = await context.newPage()
    await page.goto('/')
    await hydrated(page)
    await page.getByText(notice).waitFor()
    await page.getByRole('link', { name: title }).first().waitFor()
    await expectAccessible(page)
    await reader.page.goto(path)
    await reader.page.getByText('enregistré', { exact: true }).waitFor()
    expect(await textOn(reader.page).textContent()).not.toContain(words)
  })

  it('neither shows nor sends them when somebody else signs in on it', async () => {
    await signIn(coordinatorCookie)
    await openAgain(path)
    await page.getByText('enregistré', { exact: true }).waitFor()
    await page.waitForTimeout(1000)
    expect(await textOn(page).textContent()).not.toContain(words)
    await openAgain('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByText(notice).count()).toBe(0)
  })

  it('sends them when their author opens the text, and keeps them no longer', async () => {
    await signIn(memberCookie)
    await openAgain('/')
    await page.locator('.kept').getByRole('link', { name: title }).click()
    await textOn(page).getByText(words).waitFor()
    await textOn(reader.page).getByText(words).waitFor()
    await page.getByText('enregistré', { exact: true }).waitFor()
    await openAgain('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.getByText(notice).count()).toBe(0)
    const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))
    expect(names).toEqual([])
  })
})
