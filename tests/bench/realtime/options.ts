import { parseArgs } from 'node:util'
import { serverNames, type ServerName } from './servers'

export interface Options {
  scenarios: string[]
  servers: ServerName[]
  repeats: number
  /** Of writing, in each repeat. */
  seconds: number
  /** How often each server is killed, and what the moments are chosen by. */
  rounds: number
  seed: number
  /** Puts the tables into tests/bench/README.md. */
  write: boolean
  /** Stands under the tables: how quiet the machine was. */
  remark: string | null
  /** A folder for the processor profiles of the servers, which are slower meanwhile. */
  profile: string | null
}

/** `--scenario=crowd,pairs --server=postgresql,relay --repeats=3 --seconds=20 --rounds=5 --seed=1 --write --remark=TEXT --profile=FOLDER` */
export const readOptions = (words: string[], knownScenarios: string[]): Options => {
  const { values } = parseArgs({
    args: words,
    options: {
      scenario: { type: 'string' },
      server: { type: 'string' },
      repeats: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '20' },
      rounds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      write: { type: 'boolean', default: false },
      remark: { type: 'string' },
      profile: { type: 'string' },
    },
  })
  return {
    scenarios: chosen('scenario', values.scenario, knownScenarios),
    servers: chosen('server', values.server, [...serverNames]),
    repeats: Number(values.repeats),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    seed: Number(values.seed),
    write: values.write,
    remark: values.remark ?? null,
    profile: values.profile ?? null,
  }
}

const chosen = <Name extends string>(option: string, text: string | undefined, known: Name[]): Name[] => {
  const asked = text?.split(',') ?? known
  const unknown = asked.filter((name) => !known.includes(name as Name))
  if (unknown.length > 0) throw new Error(`--${option}: ${unknown.join(', ')}? (${known.join(', ')})`)
  return known.filter((name) => asked.includes(name))
}
