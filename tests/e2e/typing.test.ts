import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createStatement } from '@reliance/shared/statements/contract'
import { readCommittee } from '@reliance/shared/committee/contract'
import { browserAvailable, expectAccessible, launchBrowser } from '../support/browser'
import type { TestBrowser, Visitor } from '../support/browser'
import { setUpCommittee } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'

const title = 'Ce que le réseau ne porte pas'

/** What the editor does for who writes: signs of French typography, shorthands, finding words, the sheet of keys. */
describe.skipIf(!browserAvailable)('writing in the editor', { timeout: 180_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let writer: Visitor

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    const { committeeId, coordinator } = await setUpCommittee(server)
    const params = { committeeId }
    const { axes } = await server.call(coordinator.cookie, readCommittee, { params })
    const body = { title, axisIds: axes.slice(0, 1).map(({ id }) => id) }
    const { id } = await server.call(coordinator.cookie, createStatement, { params, body })
    writer = await browser.visit(server.address, { cookie: coordinator.cookie })
    await writer.page.goto(`/statements/${id}`)
    await writer.page.locator('[contenteditable="true"]').waitFor()
    await writer.page.getByText('enregistré', { exact: true }).waitFor()
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  const text = () => writer.page.getByRole('textbox', { name: title })
  const lastLine = () => text().evaluate((element) => element.lastElementChild?.textContent)
  const type = async (keys: string): Promise<void> => {
    await writer.page.keyboard.press('Control+End')
    await writer.page.keyboard.press('Enter')
    await writer.page.keyboard.type(keys)
  }

  it('places the signs of French typography, gives one back, and stops when it is told to', async () => {
    const { page } = writer
    await text().locator(':scope > *').last().click()
    await type(`Qu'est-ce que "l'eau" ?`)
    await expect.poll(lastLine).toBe('Qu’est-ce que «\u202fl’eau\u202f»\u202f?')
    await page.keyboard.type('..')
    await page.keyboard.type('."')
    await page.keyboard.press('Backspace')
    await expect.poll(lastLine).toBe('Qu’est-ce que «\u202fl’eau\u202f»\u202f?…"')

    const button = page.getByRole('button', { name: 'Typographie française' })
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await type(`l'eau !`)
    await expect.poll(lastLine).toBe(`l'eau !`)
    await button.click()
  })

  it('makes of Markdown’s signs what they mean', async () => {
    await type('un **mot** et *un autre*')
    await expect.poll(lastLine).toBe('un mot et un autre')
    expect(await text().locator('strong').last().textContent()).toBe('mot')
    expect(await text().locator('em').last().textContent()).toBe('un autre')
    await writer.page.keyboard.press('Control+z')
  })

  it('finds words whatever their accents, and puts others in their place', async () => {
    const { page } = writer
    await type('Les écoles, l’ecole, une École.')
    await page.keyboard.press('Control+Alt+f')
    const panel = page.getByRole('search', { name: 'Chercher et remplacer' })
    await panel.getByLabel('Chercher', { exact: true }).fill('ecole')
    await panel.getByText('1 sur 3').waitFor()
    await page.keyboard.press('Enter')
    await panel.getByText('2 sur 3').waitFor()
    await expectAccessible(page)
    await panel.getByLabel('Remplacer par').fill('halte')
    await page.keyboard.press('Enter')
    await expect.poll(lastLine).toBe('Les écoles, l’halte, une École.')
    await panel.getByRole('button', { name: 'Tout remplacer' }).click()
    await expect.poll(lastLine).toBe('Les haltes, l’halte, une halte.')
    await panel.getByText('Aucun passage').waitFor()
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    await panel.getByLabel('Chercher', { exact: true }).press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await expect.poll(lastLine).toBe('Les écoles, l’halte, une École.')
  })

  it('says how long the text is, and what the keys do', async () => {
    const { page } = writer
    await page.getByText(/^\d+ mots · \d+ minutes? de lecture$/).waitFor()
    await text().click()
    await page.keyboard.press('Control+/')
    const sheet = page.getByRole('dialog', { name: 'Raccourcis du clavier' })
    await sheet.getByText('Chercher et remplacer').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  it('raised no error in a browser', () => expect(writer.problems).toEqual([]))
})
