import { gzipSync } from 'node:zlib'
import { createStatement } from '@reliance/shared/statements/contract'
import { setUpCommittee } from '../support/people'
import { startServer } from '../support/running-server'

/** Kilobytes of JavaScript, gzip, that a browser loads for the page: the first screen, and the one with the editor. */
const targets = { first: 120, editor: 350 }

const server = await startServer()
try {
  const { committeeId, coordinator } = await setUpCommittee(server)
  const { id } = await server.call(coordinator.cookie, createStatement, {
    params: { committeeId },
    body: { title: 'Mesure', axisIds: [] },
  })
  report('first screen', await weigh('/', coordinator.cookie), targets.first)
  report('page with the editor', await weigh(`/statements/${id}`, coordinator.cookie), targets.editor)
} finally {
  await server.stop()
}

function report(name: string, kilobytes: number, target: number): void {
  process.stdout.write(`${name.padEnd(28)}${kilobytes.toFixed(0)} kB (under ${target})\n`)
  if (kilobytes >= target) process.exitCode = 1
}

/**
 * What the page names (SvelteKit does so in a header), what those files import, and what they load later; the one file that knows every
 * page of the application (`entry/app`) loads others only on the way to them.
 */
async function weigh(page: string, cookie: string): Promise<number> {
  const answer = await fetch(server.address + page, { headers: { cookie } })
  const head = answer.headers.get('link') ?? ''
  const names = [...`${head}${await answer.text()}`.matchAll(/["'<]([^"'<>]+\.js)["'>]/g)]
  const named = names.map(([, file]) => new URL(file ?? '', server.address + page).href)
  const seen = new Map<string, number>()
  const waiting = [...new Set(named)]
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (seen.has(url)) continue
    const code = await (await fetch(url)).text()
    seen.set(url, gzipSync(code).length)
    const pattern = /\/entry\/app\./.test(url)
      ? /(?:from|import)\s*["']([^"']+\.js)["']/g
      : /(?:from\s*|import\s*\(?\s*)["']([^"']+\.js)["']/g
    for (const [, file] of code.matchAll(pattern)) waiting.push(new URL(file ?? '', url).href)
  }
  return [...seen.values()].reduce((sum, bytes) => sum + bytes, 0) / 1000
}
