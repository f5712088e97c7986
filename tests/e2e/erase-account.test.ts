import { listMembers, removeMember } from '@reliance/shared/committee/contract'
import { createStatement, readStatement } from '@reliance/shared/statements/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  browserAvailable,
  expectAccessible,
  expectContrast,
  expectToFit,
  launchBrowser,
} from '../support/browser'
import type { TestBrowser, Visitor } from '../support/browser'
import { joinCommittee, setUpCommittee, testPassword, type TestPerson } from '../support/people'
import { startServer, type RunningServer } from '../support/running-server'
import { hydrated } from './gestures'

const erase = 'Supprimer mon compte'

describe.skipIf(!browserAvailable)('erasing one’s account', { timeout: 180_000 }, () => {
  let server: RunningServer
  let browser: TestBrowser
  let committeeId: string
  let coordinator: TestPerson
  let member: TestPerson
  let statementId: string

  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startServer(), launchBrowser()])
    ;({ committeeId, coordinator } = await setUpCommittee(server))
    const who = { name: 'Anne Roche', roles: ['member' as const], college: 0 }
    member = await joinCommittee(server, coordinator, committeeId, who)
    const body = { title: 'Ce que le réseau ne porte pas', axisIds: [] }
    ;({ id: statementId } = await server.call(member.cookie, createStatement, {
      params: { committeeId },
      body,
    }))
  }, 700_000)

  afterAll(async () => {
    await browser?.close()
    await server?.stop()
  }, 60_000)

  const section = ({ page }: Visitor) => page.getByRole('region', { name: erase })
  const password = (visitor: Visitor) => section(visitor).getByLabel('Mot de passe actuel', { exact: true })
  const tick = (visitor: Visitor) => section(visitor).getByRole('checkbox')
  const send = (visitor: Visitor) => section(visitor).getByRole('button', { name: erase }).click()

  async function visitAccount({ cookie }: TestPerson, path = '/account'): Promise<Visitor> {
    const visitor = await browser.visit(server.address, { cookie, screen: 'phone' })
    await visitor.page.setViewportSize({ width: 320, height: 740 })
    await visitor.page.goto(path)
    await hydrated(visitor.page)
    return visitor
  }

  it('says what goes and what stays under which name, and asks for a tick and for the password', async () => {
    const visitor = await visitAccount(member)
    const { page } = visitor
    expect(await section(visitor).textContent()).toMatch(/«\sMembre 07 \(.+\)\s»/)
    await password(visitor).fill('not this one')
    await send(visitor)
    await section(visitor).getByText('Cochez cette case').waitFor()
    expect(await tick(visitor).evaluate((box) => box === document.activeElement)).toBe(true)
    await expectAccessible(page)
    await tick(visitor).check()
    await send(visitor)
    await section(visitor).getByText('Le mot de passe actuel n’est pas le bon.').waitFor()
    expect(await password(visitor).evaluate((field) => field === document.activeElement)).toBe(true)
    expect(await password(visitor).inputValue()).toBe('not this one')
    expect(await tick(visitor).isChecked()).toBe(true)
    await expectAccessible(page)
    await expectToFit(page)
    await page.emulateMedia({ colorScheme: 'dark' })
    await expectContrast(page)
    await page.context().close()
  })

  it('tells the only coordinator what to do first', async () => {
    const visitor = await visitAccount(coordinator)
    await password(visitor).fill(testPassword)
    await tick(visitor).check()
    await send(visitor)
    const refusal = visitor.page.getByRole('alert')
    await refusal.waitFor()
    expect(await refusal.textContent()).toContain('Comité d’essai')
    expect(await password(visitor).inputValue()).toBe(testPassword)
    await visitor.page.context().close()
  })

  it('is open to somebody who belongs to no committee any more', async () => {
    const who = { name: 'Marc Petit', roles: ['member' as const] }
    const person = await joinCommittee(server, coordinator, committeeId, who)
    const members = await server.call(coordinator.cookie, listMembers, { params: { committeeId } })
    const memberId = members.find(({ personId }) => personId === person.personId)?.id ?? ''
    await server.call(coordinator.cookie, removeMember, { params: { committeeId, memberId } })
    const visitor = await visitAccount(person)
    await expectAccessible(visitor.page)
    await visitor.page.getByRole('link', { name: erase }).click()
    await section(visitor).waitFor()
    await expectAccessible(visitor.page)
    await expectToFit(visitor.page)
    await password(visitor).fill(testPassword)
    await tick(visitor).check()
    await send(visitor)
    await visitor.page.waitForURL('**/account-erased')
    await visitor.page.context().close()
  })

  it('lands on a page that says that it is done, signed out, and leaves the pseudonym on open pages', async () => {
    const colleague = await browser.visit(server.address, { cookie: coordinator.cookie })
    await colleague.page.goto(`/committee`)
    await colleague.page.getByText(member.name).first().waitFor()
    const visitor = await visitAccount(member)
    const { page, problems } = visitor
    await page.evaluate(keepUnsentText, member.personId)
    expect(await page.evaluate(keptOnDevice)).toHaveLength(2)
    await password(visitor).fill(testPassword)
    await tick(visitor).check()
    await send(visitor)
    await page.getByRole('heading', { level: 1, name: 'Votre compte est supprimé' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/account-erased')
    await expectAccessible(page)
    await expectToFit(page)
    await expect.poll(() => page.evaluate(keptOnDevice)).toEqual([])
    await page.goto('/account')
    await page.getByRole('button', { name: 'Se connecter' }).waitFor()
    expect(problems).toEqual([])

    await colleague.page.getByText(member.name).first().waitFor({ state: 'detached' })
    const members = await server.call(coordinator.cookie, listMembers, { params: { committeeId } })
    expect(members.map(({ name }) => name)).toEqual([coordinator.name])
    const { createdBy } = await server.call(coordinator.cookie, readStatement, { params: { statementId } })
    expect(createdBy.name).toMatch(/^Membre 02 \(.+\)$/)
    expect(colleague.problems).toEqual([])
  })
})

/** A text with changes that were not sent, as the editor keeps it on the device. */
function keepUnsentText(personId: string): Promise<void> {
  const documentId = crypto.randomUUID()
  const text = { documentId, title: 'Pas encore envoyé', path: '/statements' }
  localStorage.setItem(`kept-texts:${personId}`, JSON.stringify([text]))
  return new Promise((resolve) => {
    const opening = indexedDB.open(`reliance:${personId}:${documentId}`)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('updates', { autoIncrement: true })
      opening.result.createObjectStore('custom')
    }
    opening.onsuccess = () => {
      opening.result.close()
      resolve()
    }
  })
}

/** What this device keeps of anybody: databases, and the lists of them. */
async function keptOnDevice(): Promise<string[]> {
  const databases = (await indexedDB.databases()).map(({ name = '' }) => name)
  return [...databases, ...Object.keys(localStorage).filter((name) => name.startsWith('kept-texts:'))]
}
