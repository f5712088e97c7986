// `npm run soak`: the long forms of what `npm test` does briefly, in about half an hour: 50 kills on each database, 10 of
// Redis and of one of two processes, 400 rounds of each random test, 50 of each pair of editor commands, 20,000 hostile updates.
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
    '--project',
    'pure',
    'realtime/kill',
    'realtime/two-processes',
    'realtime/convergence',
    'realtime/partition',
    'realtime/intent',
    'realtime/hostile-updates',
  ],
  {
    env: {
      NODE_ENV: 'test',
      KILL_ROUNDS: process.env.KILL_ROUNDS ?? '50',
      TWO_PROCESS_ROUNDS: process.env.TWO_PROCESS_ROUNDS ?? '10',
      FUZZ_ROUNDS: process.env.FUZZ_ROUNDS ?? '400',
      PAIR_ROUNDS: process.env.PAIR_ROUNDS ?? '50',
      HOSTILE_ROUNDS: process.env.HOSTILE_ROUNDS ?? '20000',
    },
  },
)
