import { existsSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { root } from './root.mjs'

const source = path.join(root, 'server/src')
const output = path.join(root, 'server/dist')

/** The commands that run from server/dist, and what their threads run, by the name of their file there. */
const entries = {
  main: 'main.ts',
  demo: 'demo/main.ts',
  recover: 'recover.ts',
  worker: 'workers/worker.ts',
}

/** Everything of ours goes into the bundle; what comes from the registry is imported as it is. */
const ours = {
  name: 'ours',
  setup(build) {
    const { resolve } = createRequire(path.join(source, 'main.ts'))
    build.onResolve({ filter: /^@reliance\// }, ({ path: name }) => ({ path: resolve(name) }))
    build.onResolve({ filter: /^[^./]/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { external: true },
    )
  },
}

/** TypeScript to server/dist/*.js. The files stay flat: folders.ts counts the steps up to the root. */
export async function bundleServer() {
  const esbuild = await import('esbuild')
  const present = Object.entries(entries).filter(([, file]) => existsSync(path.join(source, file)))
  rmSync(output, { recursive: true, force: true })
  try {
    await esbuild.build({
      entryPoints: Object.fromEntries(present.map(([name, file]) => [name, path.join(source, file)])),
      outdir: output,
      bundle: true,
      splitting: true,
      chunkNames: 'part-[hash]',
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      sourcemap: 'linked',
      logLevel: 'silent',
      plugins: [ours],
    })
  } finally {
    await esbuild.stop()
  }
}
