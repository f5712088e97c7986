import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStatement } from '@reliance/shared/statements/contract'
import { readCommittee } from '@reliance/shared/committee/contract'
import { browserAvailable, expectAccessible, launchBrowser } from '../support/browser'
import type { TestBrowser, Visitor } from '../support/browser'
import { joinCommittee, setUpCommittee } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'

const title = 'Ce que le réseau ne porte pas'
const notice = 'Un passage est à relire'

/** What is written without a network in a paragraph that a colleague joins to another one is not lost, and pointed out. */
describe.skipIf(!browserAvailable)('two who write the same passage apart', { timeout: 180_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let away: Visitor
  let there: Visitor

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
    away = await browser.visit(server.address, { cookie: member.cookie })
    there = await browser.visit(server.address, { cookie: coordinator.cookie })
    for (const { page } of [away, there]) {
      await page.goto(`/statements/${id}`)
      await page.locator('[contenteditable="true"]').waitFor()
      await page.getByText('enregistré', { exact: true }).waitFor()
    }
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  const textOf = ({ page }: Visitor) => page.getByRole('textbox', { name: title })

  /** Without the names that stand at the carets of others. */
  const linesOf = (visitor: Visitor): Promise<string[]> =>
    textOf(visitor).evaluate((element) => {
      const ownText = (node: Node): string => {
        if (node instanceof Element && node.matches('.caret')) return ''
        return node.nodeType === Node.TEXT_NODE
          ? (node.nodeValue ?? '').replaceAll('\u2060', '')
          : [...node.childNodes].map(ownText).join('')
      }
      return [...element.children].map(ownText)
    })

  it('find all words again, are asked to read the passage, and say that it is done', async () => {
    await textOf(there).locator(':scope > *').last().click()
    await there.page.keyboard.press('Control+End')
    await there.page.keyboard.type('Les bus du soir')
    await there.page.keyboard.press('Enter')
    await there.page.keyboard.type('sont rares')
    await textOf(away).getByText('sont rares').waitFor()

    await away.page.context().setOffline(true)
    await away.page.getByText('Hors ligne, vos modifications sont gardées').first().waitFor()
    await textOf(away).locator(':scope > *').last().click()
    await away.page.keyboard.press('Control+End')
    await away.page.keyboard.type(' et chers')
    await there.page.keyboard.press('Home')
    await there.page.keyboard.press('Backspace')
    await textOf(there).getByText('Les bus du soirsont rares').waitFor()

    await away.page.context().setOffline(false)
    for (const visitor of [away, there]) {
      await expect.poll(() => linesOf(visitor)).toContain('Les bus du soirsont rares et chers')
      await visitor.page.getByText(notice).waitFor()
      await expectAccessible(visitor.page)
    }
    for (const width of [360, 1280]) {
      await there.page.setViewportSize({ width, height: 800 })
      expect(await there.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await there.page.getByRole('button', { name: 'Aller au passage' }).click()
    expect(await textOf(there).evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await there.page.getByRole('button', { name: 'C’est relu' }).click()
    for (const { page } of [away, there]) await page.getByText(notice).waitFor({ state: 'detached' })
  })

  it('raised no error in a browser', () => {
    const ownDoing = /ERR_INTERNET_DISCONNECTED/
    expect([...away.problems, ...there.problems].filter((problem) => !ownDoing.test(problem))).toEqual([])
  })
})
