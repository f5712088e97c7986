// `npm run check | lint | format`. Each tool runs even when an earlier one found something.
import { prepare } from './prepare.mjs'
import { runAloud, tool } from './run.mjs'

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const folders = ['shared', 'server', 'web', 'tests']

const jobs = {
  check: [
    ...['shared', 'server', 'tests'].map((name) => () => tool('typescript/bin/tsc', ['-p', name])),
    () => runAloud(npm, ['run', '--silent', 'check'], { cwd: 'web' }),
  ],
  lint: [
    () => tool('eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
    () => tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    () =>
      tool('dependency-cruiser/bin/dependency-cruise.mjs', [
        ...folders,
        '--config',
        '.dependency-cruiser.cjs',
      ]),
    () => runAloud(process.execPath, ['server/launch/migration.mjs', '--check']),
  ],
  format: [() => tool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.'])],
}

const [name] = process.argv.slice(2)
const chosen = Object.hasOwn(jobs, name ?? '') ? jobs[name] : []
if (chosen.length === 0) {
  console.error(`Usage : npm run ${Object.keys(jobs).join(' | ')}`)
  process.exit(2)
}
await prepare(['install', 'generate'])
let failures = 0
for (const job of chosen) if ((await job()) !== 0) failures += 1
process.exit(failures > 0 ? 1 : 0)
