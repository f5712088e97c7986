import type { Options } from './options'
import type { Places, ServerName } from './servers'

/** What a scenario has to work with. */
export interface Bench {
  options: Options
  places: Places
  note(text: string): void
}

export interface Target {
  text: string
  met: boolean
}

/** One table of the results. */
export interface Result {
  title: string
  /** What exactly is measured. */
  method: string
  columns: string[]
  rows: string[][]
  targets: Target[]
}

export interface Scenario {
  name: string
  run(bench: Bench): Promise<Result>
}

/** The values that each server gave, one a repeat. */
export type Values = Map<ServerName, number[]>

export const addValue = (values: Values, name: ServerName, value: number): void => {
  const list = values.get(name)
  if (list === undefined) values.set(name, [value])
  else list.push(value)
}
