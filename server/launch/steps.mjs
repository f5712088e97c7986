import { existsSync } from 'node:fs'
import path from 'node:path'
import { bundleServer } from './bundle-server.mjs'
import { run } from './run.mjs'

const packages = ['package.json', 'shared', 'server', 'web', 'prisma', 'tests'].map((name) =>
  name.endsWith('.json') ? name : `${name}/package.json`,
)
const dependencies = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages]
const schema = ['prisma/schema.prisma', 'prisma/models', 'prisma/prisma.config.ts']

/** The output is looked at only for being there; the inputs are compared by content. */
export const steps = {
  install: {
    label: 'Installation des dépendances',
    inputs: dependencies,
    output: 'node_modules/.modules.yaml',
    run: () =>
      run(npx(), ['--yes', 'pnpm@10.34.9', 'install', '--frozen-lockfile', '--prod=false'], {
        // pnpm asks before it replaces folders that another version made.
        env: { CI: 'true', NODE_ENV: 'development' },
      }),
  },
  generate: {
    label: 'Génération du client de la base',
    inputs: [...dependencies, ...schema],
    output: 'prisma/generated/client.ts',
    run: () =>
      run(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--schema', '.'], {
        cwd: 'prisma',
        // Generating needs no engine, but the command looks for one; any file keeps it from downloading it.
        env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
      }),
  },
  web: {
    label: 'Construction de l’application web',
    // What compiles the messages writes beside its settings.
    inputs: [...dependencies, 'tsconfig.base.json', 'shared/src', 'web', 'web/project.inlang/settings.json'],
    output: 'web/build/handler.js',
    run: () =>
      run(process.execPath, ['node_modules/vite/bin/vite.js', 'build'], {
        cwd: 'web',
        env: { NODE_ENV: 'production' },
      }),
  },
  server: {
    label: 'Construction du serveur',
    inputs: [...dependencies, ...schema, 'shared/src', 'server/src', 'server/launch/bundle-server.mjs'],
    output: 'server/dist/main.js',
    run: bundleServer,
  },
}

/** npm's sibling, beside the Node that runs this; else whichever is in the path. */
function npx() {
  const name = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  const beside = path.join(path.dirname(process.execPath), name)
  return existsSync(beside) ? beside : name
}
