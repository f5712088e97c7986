import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startServer } from '../support/running-server'

const rounds = 5
const targetSeconds = 8

/** Further `npm start`s on one data folder, to the first 200 from /api/health, in seconds. */
export const run = async (): Promise<number[]> => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'reliance-bench-'))
  const times: number[] = []
  try {
    await (await startServer({ dataDir })).stop()
    for (let round = 0; round < rounds; round += 1) {
      const begun = performance.now()
      const server = await startServer({ dataDir })
      times.push((performance.now() - begun) / 1000)
      await server.stop()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
  return times
}

const times = await run()
const text = times.map((time) => time.toFixed(1)).join(', ')
process.stdout.write(`further start to a 200      ${text} s (each under ${targetSeconds})\n`)
process.exitCode = Math.max(...times) < targetSeconds ? 0 : 1
