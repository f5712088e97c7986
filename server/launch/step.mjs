import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

/** What the steps remember; with the dependencies, so that removing these forgets it all. */
export const memory = path.join(root, 'node_modules', '.cache', 'reliance')

/** Folders that steps write themselves, or that hold none of our sources. */
const passedOver = new Set([
  'node_modules',
  'build',
  'dist',
  '.svelte-kit',
  'paraglide',
  'generated',
  'project.inlang',
])

/**
 * Runs a step unless its inputs are those of its last success and its output stands.
 * @param {string} name
 * @param {{ label: string, inputs: string[], output: string, run: () => Promise<void> }} step
 */
export async function runStep(name, step) {
  const file = path.join(memory, name)
  const fingerprint = fingerprintOf(step.inputs)
  const known = existsSync(file) && readFileSync(file, 'utf8') === fingerprint
  if (known && existsSync(path.join(root, step.output))) return
  // Forgotten first: a step that is interrupted is done again.
  rmSync(file, { force: true })
  await withProgress(step.label, step.run)
  mkdirSync(memory, { recursive: true })
  writeFileSync(file, fingerprint)
}

/** Tells of what takes more than a second. */
async function withProgress(label, run) {
  const start = Date.now()
  const timer = setTimeout(() => console.log(`${label}…`), 1000)
  await run()
  clearTimeout(timer)
  const seconds = Math.round((Date.now() - start) / 1000)
  if (seconds > 1) console.log(`${label} : fait en ${seconds} s`)
}

function fingerprintOf(inputs) {
  const hash = createHash('sha256').update(process.version.split('.')[0])
  for (const input of inputs) {
    for (const file of filesOf(path.join(root, input))) {
      hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file))
    }
  }
  return hash.digest('hex')
}

function filesOf(place) {
  if (!existsSync(place)) return []
  if (statSync(place).isFile()) return [place]
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !passedOver.has(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => filesOf(path.join(place, entry.name)))
}
