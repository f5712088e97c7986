import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { listThreads } from '@reliance/shared/comments/contract'
import { listRounds } from '@reliance/shared/deliberation/contract'
import { listStatements } from '@reliance/shared/statements/contract'
import { browserAvailable, expectAccessible, expectToFit, launchBrowser } from '../support/browser'
import type { Screen, TestBrowser, Visitor } from '../support/browser'
import { joinCommittee, setUpCommittee, type TestPerson } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'
import { hydrated, selectWords, signInByForm } from './gestures'
import { expectWritesRefused } from './refused-writes'

const title = 'Rentrer chez soi après le dernier car'
const observation = 'Le dernier car quitte le bourg à dix-huit heures.'
const day = 24 * 60 * 60 * 1000
const addition = ' Les apprentis finissent à dix-neuf heures.'

/**
 * The story of the product, told in browsers: written together, commented, frozen, deliberated, decided, put on the
 * roadmap, and walked back to the words. Each step begins where the one before it ended.
 */
describe.skipIf(!browserAvailable)('one committee walks the whole line', { timeout: 300_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let committeeId: string
  let people: Record<'coordinator' | 'member' | 'neighbour' | 'researcher' | 'observer', TestPerson>
  let coordinator: Visitor
  let member: Visitor
  let researcher: Visitor
  let statementPath: string
  let roundPath: string

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    const founded = await setUpCommittee(server)
    committeeId = founded.committeeId
    const join = (who: Parameters<typeof joinCommittee>[3]) =>
      joinCommittee(server, founded.coordinator, committeeId, who)
    people = {
      coordinator: founded.coordinator,
      member: await join({ name: 'Anne Roche', roles: ['member'], voice: 'voting', college: 0 }),
      neighbour: await join({ name: 'Paul Mercier', roles: ['member'], voice: 'voting', college: 4 }),
      researcher: await join({ name: 'Lise Faure', roles: ['researcher'], voice: 'advisory', college: 1 }),
      observer: await join({ name: 'Marc Vidal', roles: ['observer'], voice: 'none', college: null }),
    }
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  const signIn = ({ email }: TestPerson, screen?: Screen) =>
    signInByForm(browser, server.address, email, screen)
  const editor = (page: Page): Locator => page.getByRole('textbox', { name: title })
  const statement = async () => {
    const list = await server.call(people.coordinator.cookie, listStatements, { params: { committeeId } })
    return list.find((one) => statementPath.endsWith(one.id))!
  }

  it('signs three people in, each in a browser of their own', async () => {
    ;[coordinator, member, researcher] = [
      await signIn(people.coordinator),
      await signIn(people.member),
      await signIn(people.researcher),
    ]
    await expectAccessible(member.page)
  })

  it('lets a member begin a statement and the coordinator write in it at the same time', async () => {
    const { page } = member
    await page.goto('/statements/new')
    await hydrated(page)
    await page.getByLabel('Titre').fill(title)
    await page.getByRole('checkbox', { name: 'Mobilité' }).check()
    await page.getByRole('button', { name: 'Commencer à écrire' }).click()
    await page.waitForURL(/\/statements\/[0-9a-f-]{36}$/)
    statementPath = new URL(page.url()).pathname
    await coordinator.page.goto(statementPath)

    await writeUnder(page, 'Constats', observation)
    await editor(coordinator.page).getByText(observation).waitFor()
    await page.getByText('enregistré', { exact: true }).waitFor()

    await editor(coordinator.page).getByText(observation).click()
    await coordinator.page.keyboard.press('End')
    await coordinator.page.keyboard.type(addition)
    await editor(page)
      .getByText(observation + addition)
      .waitFor()
    await coordinator.page.getByText('enregistré', { exact: true }).waitFor()
    await expectAccessible(page)
  })

  it('shows on the list who is writing now', async () => {
    const { page } = researcher
    await page.goto('/statements')
    await page.getByText(/Y écrivent en ce moment\s:.*Anne Roche/).waitFor()
    await expectAccessible(page)
  })

  it('lets the researcher comment on the words without writing in them', async () => {
    const { page } = researcher
    await page.goto(statementPath)
    await page.getByText('Sélectionnez des mots dans le texte').waitFor()
    await editor(page).getByText(observation).waitFor()
    await selectWords(page, 'dernier car')
    await page.getByRole('button', { name: 'Commenter ces mots' }).click()
    const form = page.getByRole('form', { name: 'Nouveau commentaire' })
    await form.getByText('dernier car').waitFor()
    await form.getByLabel('Votre commentaire').fill('De quelle ligne parle-t-on ?')
    await form.getByRole('button', { name: 'Envoyer' }).click()
    await member.page.getByText('De quelle ligne parle-t-on ?').waitFor()
    await page.keyboard.type('Des mots qui n’ont rien à faire ici')
    const { documentId } = await statement()
    const params = { documentId }
    const [thread] = await server.call(people.member.cookie, listThreads, { params })
    expect(thread).toMatchObject({ anchor: { quote: 'dernier car' }, createdBy: { name: 'Lise Faure' } })
    expect(await editor(member.page).textContent()).not.toContain('Des mots qui n’ont rien à faire ici')
    await expectAccessible(page)
  })

  it('freezes the text: from then on nobody writes in it', async () => {
    await member.page.getByRole('button', { name: 'Passer en relecture croisée' }).click()
    const { page } = coordinator
    await page.getByRole('button', { name: 'Figer pour la délibération' }).click()
    await page.waitForURL(/\/versions\//)
    await page.getByText(observation + addition).waitFor()
    await member.page.locator('[role="textbox"][aria-readonly="true"]').waitFor()
    await editor(member.page).getByText(observation).click()
    await member.page.keyboard.type('Trop tard')
    expect(await editor(member.page).textContent()).not.toContain('Trop tard')
    expect((await statement()).state).toBe('deliberation')
    await expectAccessible(page)
  })

  it('opens a round on the version', async () => {
    const { page } = coordinator
    await hydrated(page)
    await page.getByLabel('Titre du tour').fill('Le dernier car, à décider')
    await page.getByLabel('Proposition', { exact: true }).fill('Le comité fait sien cet énoncé.')
    await page.getByRole('button', { name: 'Ouvrir le tour' }).click()
    await page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/)
    roundPath = new URL(page.url()).pathname
    await expectAccessible(page)
  })

  it('puts the deadline later', async () => {
    const { page } = coordinator
    const deadline = async () => {
      const rounds = await server.call(people.member.cookie, listRounds, { params: { committeeId } })
      return Date.parse(rounds.find(({ id }) => roundPath.endsWith(id))!.closesAt)
    }
    const before = await deadline()
    const field = page.getByLabel('Nouvelle échéance')
    const dayLater = new Date(Date.parse(`${await field.inputValue()}Z`) + day)
    await field.fill(dayLater.toISOString().slice(0, 16))
    await page.getByRole('button', { name: 'Reporter l’échéance' }).click()
    await page.getByText('L’échéance est reportée au').waitFor()
    expect(await deadline()).toBeGreaterThan(before + day / 2)
  })

  it('takes answers on a phone, in under a minute', async () => {
    for (const person of [people.member, people.neighbour]) {
      const { page, problems } = await signIn(person, 'phone')
      const begun = Date.now()
      await page.getByRole('link', { name: 'Donner ma réponse' }).first().click()
      await page.waitForURL(new RegExp(`${roundPath}$`))
      await hydrated(page)
      await page.getByText('Pas d’objection', { exact: true }).tap()
      expect(await page.getByRole('radio', { name: 'Pas d’objection' }).isChecked()).toBe(true)
      await expectAccessible(page)
      await expectToFit(page)
      await page.getByRole('button', { name: 'Enregistrer ma réponse' }).click()
      await page.getByText('Votre réponse est enregistrée').waitFor()
      expect(Date.now() - begun).toBeLessThan(60_000)
      expect(problems).toEqual([])
    }
  })

  it('closes the round with its result and its decision', async () => {
    const { page } = coordinator
    await page.getByRole('button', { name: 'Clore le tour' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Clore le tour' }).click()
    await page.getByRole('heading', { name: 'Décision n° 1' }).waitFor()
    await page.getByText('La proposition est adoptée', { exact: false }).first().waitFor()
    await expectAccessible(page)
  })

  it('puts what was decided on the roadmap', async () => {
    const { page } = coordinator
    await page.getByRole('link', { name: 'Inscrire à la feuille de route' }).click()
    await page.waitForURL(/\/roadmap\/new/)
    await page.getByLabel('Titre', { exact: false }).first().fill('Enquête sur les retours du soir')
    await page.getByLabel('Axe').selectOption({ label: 'Mobilité' })
    await page.getByLabel('Premier trimestre').selectOption('1')
    await page.getByLabel('Dernier trimestre').selectOption('3')
    await page.getByLabel('Conduite par').selectOption({ label: 'Lise Faure' })
    await page.getByText('Recherche appliquée', { exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Inscrire cette action' }).click()
    await page.waitForURL(/\/roadmap(\/[0-9a-f-]{36})?$/)
    await page.goto('/roadmap')
    await page
      .getByRole('link', { name: /Enquête sur les retours du soir/ })
      .first()
      .waitFor()
    await expectAccessible(page)
  })

  it('takes a line off the roadmap, and puts it back when that was a mistake', async () => {
    const { page } = coordinator
    const line = (of: Page) => of.getByRole('link', { name: /Enquête sur les retours du soir/ })
    await researcher.page.goto('/roadmap')
    await hydrated(researcher.page)
    await line(page).last().click()
    await page.getByRole('button', { name: 'Retirer' }).click()
    await page.getByText('est retirée de la feuille de route').waitFor()
    await expect.poll(() => line(researcher.page).count(), { timeout: 15_000 }).toBe(0)
    await page.getByRole('button', { name: 'Annuler' }).click()
    await page.getByText('est de retour sur la feuille de route').waitFor()
    await line(page).first().waitFor()
    await line(researcher.page).first().waitFor()
  })

  it('walks anybody back from the line of the roadmap to the words and to who wrote them', async () => {
    const { page } = researcher
    await page.goto('/roadmap')
    await page
      .getByRole('link', { name: /Enquête sur les retours du soir/ })
      .last()
      .click()
    await page.getByRole('heading', { name: 'Les mots et leurs auteurs' }).waitFor()
    const wayBack = page.getByRole('region', { name: 'Le chemin jusqu’aux mots' })
    await wayBack.getByText('Le comité fait sien cet énoncé.').waitFor()
    expect(await wayBack.textContent()).toContain(observation)
    const authors = wayBack.getByRole('table').first()
    for (const name of ['Anne Roche', 'Coordination Essai'])
      await authors.getByRole('rowheader', { name: new RegExp(name) }).waitFor()
    await expectAccessible(page)
  })

  it('refuses each write to an observer, and offers none', async () => {
    await expectWritesRefused(server, people.observer.cookie, people.coordinator.cookie, committeeId)
    const { page, problems } = await signIn(people.observer)
    for (const path of ['/', '/statements', statementPath, '/rounds', roundPath, '/roadmap']) {
      await page.goto(path)
      await hydrated(page)
      const main = page.getByRole('main')
      expect(await main.locator('[contenteditable="true"]').count(), path).toBe(0)
      expect(await main.locator('button[type="submit"], input, textarea, select').count(), path).toBe(0)
    }
    expect(problems).toEqual([])
  })

  it('left no error in any of the browsers', () => {
    expect([...coordinator.problems, ...member.problems, ...researcher.problems]).toEqual([])
  })

  /** Puts the caret in the empty paragraph under a heading of the template, and types. */
  async function writeUnder(page: Page, heading: string, words: string): Promise<void> {
    await page.locator('[contenteditable="true"]:not([aria-readonly="true"])').waitFor()
    await editor(page).getByRole('heading', { name: heading }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.type(words)
  }
})
