import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually, pause } from './eventually'
import { attacks as loads, hangUp } from './hostile-attacks'
import { refusalsOf } from './refusals'
import { stockClient, type Place, type StockClient } from './stock-client'
import { violations } from './websocket-violations'

const attacks = [...violations, ...loads]

/** How much more the server may hold after all that than before: what was taken of it stands in the document. */
const keptBytes = 8 * 1024 * 1024
/** How much more it may ever have needed. */
const peakBytes = 200 * 1024 * 1024
const exchangeWithinMs = 1000

const documentId = randomUUID()
let server: ChildProcess
let place: Place
let honest: [StockClient, StockClient]

beforeAll(async () => {
  const script = fileURLToPath(new URL('./hostile-process.ts', import.meta.url))
  server = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', script, documentId], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [{ origin }] = (await once(server, 'message')) as [{ origin: string }]
  place = { origin, documentId, person: 'hostile' }
  honest = [stockClient({ ...place, person: 'a' }), stockClient({ ...place, person: 'b' })]
  await Promise.all(honest.map((client) => client.synced()))
})
afterAll(async () => {
  for (const client of honest ?? []) client.destroy()
  server?.kill('SIGKILL')
})

const measure = async (): Promise<{ heap: number; peak: number }> => {
  server.send('measure')
  const [answer] = (await once(server, 'message')) as [{ heap: number; peak: number }]
  return answer
}

/** Something typed by each is seen by the other; how long that took. */
const exchange = async (): Promise<number> => {
  const words = [randomUUID(), randomUUID()]
  const from = performance.now()
  for (const [index, { text }] of honest.entries()) text.insert(0, words[index] as string)
  await eventually('the honest exchange', () =>
    honest.every(({ text }) => words.every((word) => text.toString().includes(word))),
  )
  return performance.now() - from
}

const seesTheOther = (): boolean => {
  const [first, second] = honest
  const state = first.provider.awareness.getStates().get(second.doc.clientID)
  return (state?.user as { name: string } | undefined)?.name === 'b'
}

it(`[RT11] [RT17] [RT7] after ${attacks.length} kinds of attack honest clients still exchange, and memory returns`, async () => {
  const refusals = honest.map(refusalsOf)
  const closes: string[] = []
  let tried = ''
  for (const { provider } of honest) {
    provider.on('connection-close', (event) => closes.push(`${tried}: ${event?.code} ${event?.reason}`))
  }
  await exchange()
  const before = await measure()
  const left = []
  for (const [name, attack] of attacks) {
    tried = name
    left.push(...(await attack(place, honest[1].doc)))
    expect(server.exitCode, name).toBeNull()
    expect(await exchange(), name).toBeLessThan(exchangeWithinMs * 5)
    if (process.env.MEASURE) process.stdout.write(`${name}: ${JSON.stringify(await measure())}\n`)
  }
  const during = await measure()
  left.forEach(hangUp)
  await pause(1500)

  expect(await exchange()).toBeLessThan(exchangeWithinMs)
  const after = await measure()
  const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1)
  process.stdout.write(
    `hostile: heap ${mebibytes(before.heap)}, then ${mebibytes(after.heap)} MiB; ` +
      `at most ${mebibytes(during.peak)} MiB in all, ${mebibytes(during.peak - before.peak)} more than before\n`,
  )
  expect(after.heap - before.heap).toBeLessThan(keptBytes)
  expect(during.peak - before.peak).toBeLessThan(peakBytes)
  expect(refusals).toEqual([[], []])
  expect(closes).toEqual([])
  expect(seesTheOther()).toBe(true)
  const fresh = stockClient({ ...place, person: 'c' })
  await eventually('somebody new gets the text', () => fresh.text.toString() === honest[0].text.toString())
  fresh.destroy()
}, 120_000)
