import { createRequire } from 'node:module'
import path from 'node:path'
import { build, stop, type Plugin } from 'esbuild'

export const root = path.resolve(import.meta.dirname, '../../..')

/** Where it finds the dependencies of the server, and where no build of the server removes it. */
const output = path.join(root, 'server/node_modules/.reliance-bench/server.js')

/** What is ours goes into the bundle, as in `npm run build`; what comes from the registry is imported as it is. */
const ours: Plugin = {
  name: 'ours',
  setup({ onResolve }) {
    const { resolve } = createRequire(path.join(root, 'tests/bench/realtime/bundle.ts'))
    onResolve({ filter: /^@reliance\// }, ({ path: name }) => ({ path: resolve(name) }))
    onResolve({ filter: /^[^./]/ }, ({ kind }) => (kind === 'entry-point' ? undefined : { external: true }))
  },
}

/** Our server as JavaScript, so that no translator runs in the measured process; the path of the file. */
export const bundleOurServer = async (): Promise<string> => {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'servers/ours.ts')],
    outfile: output,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    logLevel: 'error',
    plugins: [ours],
  })
  await stop()
  return output
}
