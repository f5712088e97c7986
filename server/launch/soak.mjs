// `npm run soak`: the long forms of what `npm test` does briefly: 50 kills, 400 rounds of convergence.
import { prepare } from './prepare.mjs'
import { tool } from './run.mjs'

await prepare(['install', 'generate'])
process.exitCode = await tool(
  'vitest/vitest.mjs',
  [
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--project',
    'server',
    'realtime/kill',
    'realtime/convergence',
  ],
  {
    env: {
      NODE_ENV: 'test',
      KILL_ROUNDS: process.env.KILL_ROUNDS ?? '50',
      FUZZ_ROUNDS: process.env.FUZZ_ROUNDS ?? '400',
    },
  },
)
