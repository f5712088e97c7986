import { installPeers } from './realtime/peers'
import { readOptions } from './realtime/options'
import { asMarkdown } from './realtime/report'
import { keepResult } from './realtime/results-file'
import type { Bench, Result, Scenario } from './realtime/scenario'
import { crowd } from './realtime/scenarios/crowd'
import { hostile } from './realtime/scenarios/hostile'
import { kill } from './realtime/scenarios/kill'
import { latency } from './realtime/scenarios/latency'
import { memory } from './realtime/scenarios/memory'
import { open } from './realtime/scenarios/open'
import { pairs } from './realtime/scenarios/pairs'
import { stuckReader } from './realtime/scenarios/stuck-reader'
import { twoThousand } from './realtime/scenarios/two-thousand'
import { Places } from './realtime/servers'

/** Our server and its peers side by side; `realtime/options.ts` says what can be chosen. */
const scenarios: Scenario[] = [crowd, pairs, latency, open, memory, stuckReader, kill, hostile, twoThousand]

const options = readOptions(
  process.argv.slice(2),
  scenarios.map(({ name }) => name),
)
const places = new Places()
const bench: Bench = { options, places, note: (text) => process.stderr.write(`  ${text}\n`) }
const results: Result[] = []
installPeers()
try {
  for (const scenario of scenarios) {
    if (!options.scenarios.includes(scenario.name)) continue
    const result = await scenario.run(bench)
    const table = asMarkdown(result)
    process.stdout.write(`\n${table}`)
    if (options.write) keepResult(scenario.name, table, { at: new Date(), remark: options.remark })
    results.push(result)
  }
} finally {
  await places.close()
}
process.exitCode = results.every(({ targets }) => targets.every(({ met }) => met)) ? 0 : 1
