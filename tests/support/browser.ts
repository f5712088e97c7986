import { existsSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

/** Whether there is a Chromium to run; where everything is required, its absence fails instead of skipping. */
export const browserAvailable = existsSync(executablePath)
if (!browserAvailable && process.env.REQUIRE_ALL === '1')
  throw new Error(`REQUIRE_ALL=1, and there is no Chromium at ${executablePath} (CHROMIUM_PATH)`)

const screens = {
  desktop: { width: 1280, height: 900 },
  phone: { width: 360, height: 740 },
}
export type Screen = keyof typeof screens

export type VisitOptions = {
  screen?: Screen
  locale?: string
  colorScheme?: 'light' | 'dark'
  cookie?: string
}

/** Somebody's browser: its own cookies, and what went wrong in its pages. */
export type Visitor = { page: Page; problems: string[] }

export type TestBrowser = Awaited<ReturnType<typeof launchBrowser>>

export async function launchBrowser() {
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  return {
    /** A fresh browser profile before the server at `address`; with a cookie, signed in already. */
    async visit(address: string, options: VisitOptions = {}): Promise<Visitor> {
      const { screen = 'desktop', locale = 'fr-FR', colorScheme = 'light', cookie } = options
      const context = await browser.newContext({
        baseURL: address,
        viewport: screens[screen],
        hasTouch: screen === 'phone',
        locale,
        colorScheme,
        timezoneId: 'Europe/Paris',
        reducedMotion: 'reduce',
      })
      if (cookie) {
        const [name = '', value = ''] = cookie.split('=')
        await context.addCookies([{ name, value, url: address }])
      }
      const page = await context.newPage()
      page.setDefaultTimeout(60_000)
      return { page, problems: watch(page) }
    },
    close: () => browser.close(),
  }
}

/** Scripts that fail and what the content policy refuses; an answer that is an error is the server's own affair. */
function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    problems.push(`${page.url()}: ${message.text()}`)
  })
  return problems
}

/**
 * Nothing found by axe at WCAG 2.1 A and AA; the failure names each rule with the first places. The test goes on, so
 * that one run tells of every screen.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expectNothingFound(page, (axe) => axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']))
}

/** The rest of a page that was looked at already is the same in the other colour scheme. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNothingFound(page, (axe) => axe.withRules(['color-contrast', 'link-in-text-block']))
}

async function expectNothingFound(page: Page, choose: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  // Our pages have no frames, whose findings axe would gather in a second page; nor is what passed described.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await choose(axe).analyze()
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    places: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
  }))
  expect.soft(found, `axe at ${page.url()}`).toEqual([])
}

/** The page fits the width of its screen: nobody has to scroll sideways to read it. */
export async function expectToFit(page: Page): Promise<void> {
  const widths = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }))
  expect.soft(widths.content, `width of ${page.url()}`).toBeLessThanOrEqual(widths.screen)
}
