import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

export const root = path.join(import.meta.dirname, '../..')
const settings = ['.dependency-cruiser.cjs', '.dependency-cruiser.paths.json']

/** What a small workspace may import, and which package of ours has it. */
const dependencies = {
  '@reliance': 'server',
  fastify: 'server',
  svelte: 'web',
  typebox: 'shared',
  yjs: 'shared',
}

export type Violation = { rule: string; from: string; to: string }
type Report = {
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number }
}

/** Runs dependency-cruiser with the settings of this workspace, as `npm run lint` does. */
export async function cruise(
  folder: string,
  places: string[],
): Promise<{ violations: Violation[]; files: number }> {
  const command = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const parameters = [command, ...places, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  const { stdout } = await promisify(execFile)(process.execPath, parameters, {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  })
  const { summary } = JSON.parse(stdout) as Report
  return {
    files: summary.totalCruised,
    violations: summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })),
  }
}

/** A small workspace with these files, under the same rules. */
export function writeWorkspace(files: Record<string, string>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'reliance-imports-')))
  for (const name of settings) copyFileSync(path.join(root, name), path.join(folder, name))
  mkdirSync(path.join(folder, 'node_modules'))
  for (const [name, owner] of Object.entries(dependencies)) {
    symlinkSync(path.join(root, owner, 'node_modules', name), path.join(folder, 'node_modules', name))
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}
