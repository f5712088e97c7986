import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Y from 'yjs'
import { eventually, pause } from '../realtime/eventually'
import { stockClient, type StockClient } from '../realtime/stock-client'
import { startSyncChild, stopSyncChild } from '../realtime/sync-child'
import { percentile } from './realtime/statistics'

const clientCount = 50
const writerCount = 5
const updatesPerSecond = 10
const seconds = Number(process.env.SYNC_SECONDS ?? 20)
const targetP99 = 25

export interface SyncResult {
  observations: number
  p50: number
  p95: number
  p99: number
  converged: boolean
}

/** 50 stock clients on one document, 5 of them typing; the server is a process of its own, with PGlite in a folder. */
export const run = async (): Promise<SyncResult> => {
  // Each stock client listens to the end of the process.
  process.setMaxListeners(0)
  const folder = await mkdtemp(join(tmpdir(), 'reliance-bench-'))
  const documentId = randomUUID()
  const child = await startSyncChild({ DATA_DIR: folder }, documentId)
  const clients = Array.from({ length: clientCount }, (_, index) =>
    stockClient({ origin: child.origin, documentId, person: `p${index}` }),
  )
  try {
    await Promise.all(clients.map((client) => client.synced()))
    await pause(1000)
    const writers = clients.slice(0, writerCount)
    const delays = measure(clients, writers)
    await typeFor(writers)
    const converged = await haveConverged(clients)
    return { ...percentiles(delays), converged }
  } finally {
    for (const client of clients) client.destroy()
    await stopSyncChild(child, 'SIGTERM')
    await rm(folder, { recursive: true, force: true })
  }
}

/** From the moment before a writer inserts to the moment after another client has integrated it, in milliseconds. */
const measure = (clients: StockClient[], writers: StockClient[]): number[] => {
  const delays: number[] = []
  const sentAt = new Map(writers.map(({ doc }) => [doc.clientID, [] as number[]]))
  for (const { doc, provider } of clients) {
    doc.on('beforeTransaction', (transaction: Y.Transaction) => {
      if (transaction.local) sentAt.get(doc.clientID)?.push(performance.now())
    })
    doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (transaction.origin !== provider) return
      const now = performance.now()
      for (const [clientId, times] of sentAt) {
        const first = transaction.beforeState.get(clientId) ?? 0
        const last = transaction.afterState.get(clientId) ?? 0
        for (let clock = first; clock < last; clock++) delays.push(now - (times[clock] as number))
      }
    })
  }
  return delays
}

/** Each writer inserts one character at a time, at its own moment of the tenth of a second. */
const typeFor = async (writers: StockClient[]): Promise<void> => {
  const interval = 1000 / updatesPerSecond
  const timers: NodeJS.Timeout[] = []
  for (const { text } of writers) {
    await pause(interval / writers.length)
    timers.push(setInterval(() => text.insert(text.length, 'x'), interval))
  }
  await pause(seconds * 1000)
  for (const timer of timers) clearInterval(timer)
}

const haveConverged = async (clients: StockClient[]): Promise<boolean> => {
  const reference = (clients[0] as StockClient).text
  const same = () => clients.every(({ text }) => text.toString() === reference.toString())
  await pause(200)
  return eventually('converged', () => reference.length > 0 && same(), 10_000).then(
    () => true,
    () => false,
  )
}

const percentiles = (delays: number[]): Omit<SyncResult, 'converged'> => ({
  observations: delays.length,
  p50: percentile(delays, 0.5),
  p95: percentile(delays, 0.95),
  p99: percentile(delays, 0.99),
})

const print = ({ observations, p50, p95, p99, converged }: SyncResult): void => {
  const rows = [
    ['clients, of them writing', `${clientCount}, ${writerCount}`],
    ['updates a second, each writer', `${updatesPerSecond}`],
    ['observations', `${observations}`],
    ['write to remote observe, p50', `${p50.toFixed(1)} ms`],
    ['write to remote observe, p95', `${p95.toFixed(1)} ms`],
    ['write to remote observe, p99', `${p99.toFixed(1)} ms (at most ${targetP99})`],
    ['all converged', converged ? 'yes' : 'no'],
  ]
  for (const [name = '', value = ''] of rows) process.stdout.write(`${name.padEnd(34)}${value}\n`)
}

if (import.meta.filename === process.argv[1]) {
  const result = await run()
  print(result)
  if (!result.converged || result.p99 > targetP99) process.exitCode = 1
}
