import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { me } from '@reliance/shared/auth/contract'
import { listMembers } from '@reliance/shared/committee/contract'
import { listRounds } from '@reliance/shared/deliberation/contract'
import { listNotes } from '@reliance/shared/notes/contract'
import { readRoadmap } from '@reliance/shared/roadmap/contract'
import { listStatements } from '@reliance/shared/statements/contract'
import {
  browserAvailable,
  expectAccessible,
  expectContrast,
  expectToFit,
  launchBrowser,
} from '../support/browser'
import type { TestBrowser, Visitor, VisitOptions } from '../support/browser'
import { signInAs, testPassword } from '../support/people'
import { runToEnd } from '../support/process'
import { startServer, type RunningServer } from '../support/running-server'

const outside = ['/sign-in', '/forgotten-password', '/account-erased']

/** Every screen, with the data of the demonstration, for the coordinator who sees the most. */
describe.skipIf(!browserAvailable)('the screens of the demonstration', { timeout: 600_000 }, () => {
  let folder: string
  let server: RunningServer
  let browser: TestBrowser
  let cookie: string
  let paths: string[]
  const links = new Set<string>()

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'reliance-screens-'))
    const dataDir = path.join(folder, 'data')
    const environment = { DATA_DIR: dataDir, DEMO_PASSWORD: testPassword, HOME: process.env.HOME ?? '' }
    const made = await runToEnd(['server/launch/demo.mjs'], environment)
    expect(made.code, made.output).toBe(0)
    ;[server, browser] = await Promise.all([startServer({ dataDir }), launchBrowser()])
    cookie = await signInAs(server, 'coordination@example.org')
    paths = await pathsOfScreens()
  }, 900_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  async function pathsOfScreens(): Promise<string[]> {
    const committeeId = (await server.call(cookie, me, {})).memberships[0]?.committeeId ?? ''
    const ofCommittee = { params: { committeeId } }
    const [statements, notes, rounds, { items }, members] = await Promise.all([
      server.call(cookie, listStatements, ofCommittee),
      server.call(cookie, listNotes, ofCommittee),
      server.call(cookie, listRounds, ofCommittee),
      server.call(cookie, readRoadmap, ofCommittee),
      server.call(cookie, listMembers, ofCommittee),
    ])
    return [
      ...['/', '/statements', '/statements/new', '/notes/new', '/rounds', '/roadmap', '/roadmap/new'],
      ...['/committee', '/committee/invitations', '/committee/outbox', '/committee/settings'],
      ...['/committee/journal', '/committee/found', '/account', '/erase-account'],
      ...statements.map(({ id }) => `/statements/${id}`),
      ...notes.map(({ id }) => `/notes/${id}`),
      ...rounds.flatMap(({ id, versionId }) => [`/rounds/${id}`, `/versions/${versionId}`]),
      ...items.slice(0, 1).flatMap(({ id }) => [`/roadmap/${id}`, `/roadmap/${id}/edit`]),
      ...members.slice(0, 1).map(({ id }) => `/committee/members/${id}`),
    ]
  }

  async function expectGoodScreen({ page }: Visitor, place: string): Promise<void> {
    const answer = await page.goto(place)
    expect(answer?.status(), place).toBe(200)
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('heading', { level: 1 }).count(), `h1 of ${place}`).toBe(1)
    expect(await page.title(), place).not.toBe('')
    await expectAccessible(page)
    await expectToFit(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectContrast(page)
    await page.emulateMedia({ colorScheme: 'light' })
    const hrefs = await page
      .locator('a[href^="/"]')
      .evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href') ?? ''))
    for (const href of hrefs) links.add(href.split('#')[0] ?? href)
  }

  /** Several at once: a page that waits for the network leaves the processor to the others. */
  async function lookAtAll(places: readonly string[], options: VisitOptions): Promise<string[]> {
    const waiting = [...places]
    const look = async () => {
      const visitor = await browser.visit(server.address, options)
      for (let place = waiting.shift(); place; place = waiting.shift()) await expectGoodScreen(visitor, place)
      return visitor.problems
    }
    return (await Promise.all([look(), look(), look()])).flat()
  }

  it.each(['desktop', 'phone'] as const)('are accessible, fit and raise no error: %s', async (screen) => {
    const problems = await lookAtAll(paths, { screen, cookie })
    const outsideProblems = await lookAtAll(outside, { screen })
    expect([...problems, ...outsideProblems]).toEqual([])
  })

  it('lead nowhere that is not built', async () => {
    expect(links.size, 'links seen on the screens').toBeGreaterThan(paths.length)
    const dead: string[] = []
    for (const href of links) {
      const { status } = await fetch(new URL(href, server.address), {
        headers: { cookie },
        redirect: 'manual',
      })
      if (status >= 400) dead.push(`${href}: ${status}`)
    }
    expect(dead).toEqual([])
  })

  it.each([
    ['fr-FR', 'fr', 'Ce qu’on attend de vous', 'Énoncés de problème'],
    ['en-GB', 'en', 'What is expected of you', 'Problem statements'],
  ])('open in French and in English: %s', async (locale, lang, expected, statements) => {
    const { page, problems } = await browser.visit(server.address, { locale })
    await page.goto(`/language/${lang}`)
    await page.goto('/sign-in')
    await page.waitForLoadState('networkidle')
    await page.locator('input[name="email"]').fill('membre01@example.org')
    await page.locator('input[name="password"]').fill(testPassword)
    await page.locator('form button[type="submit"]').click()
    await page.getByRole('heading', { name: expected }).waitFor()
    await page.getByRole('heading', { name: statements }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(lang)
    await expectAccessible(page)
    expect(problems).toEqual([])
  })
})
