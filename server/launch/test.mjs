// `npm test [-- FILTER ...]`: every test, or those whose file names hold a filter; `e2e` is the browsers' tests.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { prepare } from './prepare.mjs'
import { tool } from './run.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'reliance-count-'))
const countFile = path.join(folder, 'count.json')

/** A run that ends before it has counted, or with a bad code and no failed test, has failed all the same. */
function readCount(code) {
  try {
    const count = JSON.parse(readFileSync(countFile, 'utf8'))
    // Where every optional part is required, a test that did not run is a test that failed.
    if (process.env.REQUIRE_ALL === '1')
      Object.assign(count, { failed: count.failed + count.skipped, skipped: 0 })
    return code === 0 ? count : { ...count, failed: Math.max(1, count.failed) }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const parameters = process.argv.slice(2).flatMap((word) => (word === 'e2e' ? ['--project', 'e2e'] : [word]))
await prepare()
const code = await tool('vitest/vitest.mjs', ['run', '--config', 'tests/vitest.config.ts', ...parameters], {
  env: { NODE_ENV: 'test', TEST_COUNT_FILE: countFile },
})
const { passed, failed, skipped } = readCount(code)
rmSync(folder, { recursive: true, force: true })
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : code
