import type { Page } from 'playwright-core'
import type { Screen, TestBrowser, Visitor } from '../support/browser'
import { testPassword } from '../support/people'

/** A browser of their own, in which somebody has typed their address and password. */
export async function signInByForm(
  browser: TestBrowser,
  address: string,
  email: string,
  screen: Screen = 'desktop',
): Promise<Visitor> {
  const visitor = await browser.visit(address, { screen })
  await visitor.page.goto('/sign-in')
  await hydrated(visitor.page)
  await visitor.page.getByLabel('Adresse électronique').fill(email)
  await visitor.page.getByLabel('Mot de passe', { exact: true }).fill(testPassword)
  await visitor.page.getByRole('button', { name: 'Se connecter' }).click()
  await visitor.page.getByRole('heading', { level: 1, name: /Bonjour/ }).waitFor()
  return visitor
}

/** Scripts have taken the page over: what is typed is not lost to them. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
}

/** Selects words in the document as a drag with the mouse would. */
export async function selectWords(page: Page, words: string): Promise<void> {
  await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.ProseMirror')!, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      const node = walker.currentNode
      const start = node.textContent?.indexOf(wanted) ?? -1
      if (start < 0) continue
      ;(node.parentElement?.closest('.ProseMirror') as HTMLElement).focus()
      const range = document.createRange()
      range.setStart(node, start)
      range.setEnd(node, start + wanted.length)
      getSelection()?.removeAllRanges()
      getSelection()?.addRange(range)
      return
    }
    throw new Error(`the document does not say ${wanted}`)
  }, words)
}
