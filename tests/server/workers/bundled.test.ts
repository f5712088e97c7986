import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { templateUpdate } from '@reliance/shared/realtime/document'
import { carryAuthors } from '@reliance/shared/realtime/moved-text'
import { beforeAll, describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../../..')
const dist = path.join(root, 'server/dist')

describe('the threads of the built server', () => {
  beforeAll(() => {
    execFileSync(process.execPath, ['server/launch/build.mjs', 'generate', 'server'], { cwd: root })
  })

  it('run a file that stands beside the one that starts them', () => {
    const starters = readdirSync(dist).filter(
      (name) => name.endsWith('.js') && readFileSync(path.join(dist, name), 'utf8').includes('"./worker.js"'),
    )
    expect(starters.length).toBeGreaterThan(0)
    expect(readdirSync(dist)).toContain('worker.js')
  })

  it('give the results of the jobs', async () => {
    const input = { state: templateUpdate([{ id: 'facts', heading: 'Les faits' }]), moved: null, updates: [] }
    const worker = new Worker(path.join(dist, 'worker.js'), { env: {}, execArgv: [] })
    const answer = await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.postMessage({ name: 'compact', input })
    })
    expect(answer).toEqual({ result: carryAuthors(input) })
    await worker.terminate()
  })
})
