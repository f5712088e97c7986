import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import path from 'node:path'

const workspace = fileURLToPath(new URL('../..', import.meta.url))
const sources = ['pnpm-lock.yaml', 'shared/src', 'web/src', 'web/messages', 'web/vite.config.ts']
/** Compiled out of the messages. */
const derived = path.join('web', 'src', 'lib', 'paraglide')

function filesOf(place) {
  if (place === derived) return []
  const full = path.join(workspace, place)
  if (statSync(full).isFile()) return [place]
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesOf(path.join(place, name)))
}

/**
 * A name for what a build is made of. SvelteKit would take the time, which it asks for anew in each of its commands:
 * one that runs during a build (`svelte-kit sync` of `npm run check`) would give the server another version than the
 * browser's, and no page would come alive.
 */
export function sourceVersion() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesOf))
    hash.update(`\0${file}\0`).update(readFileSync(path.join(workspace, file)))
  return hash.digest('hex').slice(0, 16)
}
