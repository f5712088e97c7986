import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The servers that ours is measured against, with dependencies of their own. */
export const peersFolder = path.resolve(import.meta.dirname, '../peers')

/** Installs them the first time. SQLite is compiled then: that takes a minute or two, and a C++ compiler. */
export const installPeers = (): void => {
  if (existsSync(path.join(peersFolder, 'node_modules/@hocuspocus/server'))) return
  process.stdout.write('Installation des serveurs à comparer / installing the servers to compare with…\n')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  execFileSync(npm, ['ci', '--no-audit', '--no-fund'], { cwd: peersFolder, stdio: 'inherit' })
}

/** What was installed, for the note under the figures. */
export const peerVersion = (name: string): string => {
  const file = path.join(peersFolder, 'node_modules', name, 'package.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
