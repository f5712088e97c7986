// `npm run bench [-- NAME ...]`: measures, one file of tests/bench after the other; all of them without a name.
// What begins with `--` goes to the measured file: `npm run bench -- realtime --scenario=crowd --repeats=3`.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { prepare } from './prepare.mjs'
import { root } from './root.mjs'
import { tool } from './run.mjs'

const ending = '.bench.ts'
const folder = path.join(root, 'tests/bench')
const known = existsSync(folder)
  ? readdirSync(folder)
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length))
  : []
const words = process.argv.slice(2)
const asked = words.filter((word) => !word.startsWith('--'))
const parameters = words.filter((word) => word.startsWith('--'))
const unknown = asked.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  console.error(`Mesure inconnue : ${unknown.join(', ')}. Connues : ${known.join(', ')}.`)
  process.exit(2)
}

await prepare()
let worst = 0
for (const name of asked.length > 0 ? asked : known) {
  console.log(`\n${name}`)
  worst = Math.max(worst, await tool('tsx/dist/cli.mjs', [path.join(folder, name + ending), ...parameters]))
}
process.exit(worst)
