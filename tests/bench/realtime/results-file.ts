import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { peerVersion } from './peers'

/** Where the tables are kept that were measured last; each is replaced when its scenario is measured again. */
const file = path.resolve(import.meta.dirname, '../README.md')

/** Whether the machine was quiet is for a human to say. */
export interface Circumstances {
  at: Date
  remark: string | null
}

/** Puts one scenario's table in the place of its last one, with what it was measured on. */
export const keepResult = (scenario: string, markdown: string, circumstances: Circumstances): void => {
  const before = readFileSync(file, 'utf8')
  const [begin, end] = [`<!-- ${scenario} -->`, `<!-- end of ${scenario} -->`]
  const from = before.indexOf(begin)
  const to = before.indexOf(end)
  if (from === -1 || to < from) throw new Error(`${file} has no place for ${scenario}`)
  const section = `${begin}\n\n${markdown.trim()}\n\n_${footnote(circumstances)}_\n\n`
  writeFileSync(file, before.slice(0, from) + section + before.slice(to))
}

const footnote = ({ at, remark }: Circumstances): string =>
  [at.toISOString().slice(0, 10), remark, machine(), versions()].filter((part) => part !== null).join('; ')

const machine = (): string => {
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory}, Node ${process.versions.node}`
}

const versions = (): string =>
  ['@y/websocket-server', '@hocuspocus/server', 'ws'].map((name) => `${name} ${peerVersion(name)}`).join(', ')
