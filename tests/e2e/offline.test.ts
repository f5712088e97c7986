import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeStatement, createStatement } from '@reliance/shared/statements/contract'
import { readCommittee } from '@reliance/shared/committee/contract'
import { browserAvailable, expectAccessible, launchBrowser } from '../support/browser'
import type { TestBrowser, Visitor } from '../support/browser'
import { joinCommittee, setUpCommittee } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'
import { hydrated } from './gestures'

const title = 'Ce que le réseau ne porte pas'
const notice = 'Hors ligne, vos modifications sont gardées'
const words = 'Écrit dans le train, entre deux gares.'

/** A network that fails loses nothing, says so, and comes back by itself; an address that leads nowhere says so. */
describe.skipIf(!browserAvailable)('a lost connection and a lost page', { timeout: 180_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let writer: Visitor
  let reader: Visitor
  let path: string
  let statementId: string
  let cookie: string

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
    statementId = id
    cookie = coordinator.cookie
    writer = await browser.visit(server.address, { cookie: member.cookie })
    reader = await browser.visit(server.address, { cookie: coordinator.cookie })
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  it('keeps what is typed without a network, and hands it on when there is one again', async () => {
    const { page } = writer
    for (const visitor of [writer, reader]) {
      await visitor.page.goto(path)
      await visitor.page.locator('[contenteditable="true"]').waitFor()
    }
    await page.getByText('enregistré', { exact: true }).waitFor()

    await page.context().setOffline(true)
    await page.getByText(notice).first().waitFor()
    await page.getByRole('textbox', { name: title }).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(words)
    await page.getByRole('textbox', { name: title }).getByText(words).waitFor()
    await expectAccessible(page)
    // Longer than the page waits with a notice of its own.
    await page.waitForTimeout(3000)
    expect(await page.getByText(notice).and(page.locator('p, [data-state] *')).count()).toBe(1)
    expect(await reader.page.getByRole('textbox', { name: title }).textContent()).not.toContain(words)

    await page.context().setOffline(false)
    await reader.page.getByRole('textbox', { name: title }).getByText(words).waitFor()
    await page.getByText('enregistré', { exact: true }).waitFor()
    await expect.poll(() => page.getByText(notice).count(), { timeout: 30_000 }).toBe(0)
    await page.reload()
    await page.getByRole('textbox', { name: title }).getByText(words).waitFor()
  })

  it('keeps the page, and what is typed in it, when it cannot be loaded again', async () => {
    const { page } = writer
    await page.goto(path)
    await page.locator('[contenteditable="true"]').waitFor()
    const failures: string[] = []
    await page.route('**/api/**', (route) => {
      failures.push(route.request().url())
      return route.fulfill({ status: 502, body: 'Bad gateway' })
    })
    await server.call(cookie, changeStatement, {
      params: { statementId },
      body: { title: `${title} (2)` },
    })
    await expect.poll(() => failures.length, { timeout: 30_000 }).toBeGreaterThan(1)
    await page.waitForTimeout(1000)
    expect(await page.getByRole('textbox', { name: title }).isVisible()).toBe(true)
    await page.unroute('**/api/**')
    await page.getByRole('heading', { level: 1, name: `${title} (2)` }).waitFor()
  })

  it('says on a page without an editor that the server cannot be reached, until it can', async () => {
    const { page } = writer
    await page.goto('/statements')
    await hydrated(page)
    await page.context().setOffline(true)
    await page.locator('p').getByText(notice).waitFor()
    await expectAccessible(page)
    await page.context().setOffline(false)
    await page.locator('p').getByText(notice).waitFor({ state: 'detached' })
  })

  it.each([
    ['of the committee', '/statements/01a20c22-420c-72a8-9d48-41917a76ddc4'],
    ['of nothing at all', '/nulle-part'],
  ])('says that a page does not exist: %s', async (_what, address) => {
    const { page } = writer
    const answer = await page.goto(address)
    await hydrated(page)
    expect(answer?.status()).toBe(404)
    await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Revenir à l’accueil' }).click()
    await page.getByRole('heading', { level: 1, name: /Bonjour/ }).waitFor()
  })

  it('raised no error in a browser', () => {
    const ownDoing = /ERR_INTERNET_DISCONNECTED|status of 502/
    expect([...writer.problems, ...reader.problems].filter((problem) => !ownDoing.test(problem))).toEqual([])
  })
})
