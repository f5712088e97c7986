// Prisma's schema engine as WebAssembly: what the stock command line does, without downloading anything.
// Its own entry uses `import wasm`, which Node 20 does not know; hence the loading by hand.
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { root } from './root.mjs'

const prismaFolder = path.join(root, 'prisma')
export const migrationsFolder = path.join(prismaFolder, 'migrations')

const noFilter = { externalTables: [], externalEnums: [] }

function loadEngine() {
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = new WebAssembly.Module(readFileSync(path.join(path.dirname(file), 'schema_engine_bg.wasm')))
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue.SchemaEngine
}

/** The schema: schema.prisma and one file for each module. */
function schemaFiles() {
  const models = path.join(prismaFolder, 'models')
  const files = readdirSync(models)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => path.join(models, name))
  return [path.join(prismaFolder, 'schema.prisma'), ...files].map((file) => ({
    path: file,
    content: readFileSync(file, 'utf8'),
  }))
}

function migrations() {
  const names = readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  return {
    baseDir: migrationsFolder,
    shadowDbInitScript: '',
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(path.join(migrationsFolder, 'migration_lock.toml'), 'utf8'),
    },
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok',
          value: readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  }
}

/**
 * The SQL that leads from the migrations to the schema, or null when they agree.
 * The migrations are applied to databases in memory that are thrown away.
 */
export async function schemaDifference() {
  const SchemaEngine = loadEngine()
  const files = schemaFiles()
  const scratch = await PGlite.create()
  const shadows = []
  const factory = new PrismaPGlite(scratch)
  factory.connectToShadowDb = async () => {
    const shadow = await PGlite.create()
    shadows.push(shadow)
    return new PrismaPGlite(shadow).connect()
  }
  const engine = await SchemaEngine.new(
    { datamodels: files.map((file) => [file.path, file.content]) },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  )
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: 'migrations', ...migrations() },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: noFilter,
    })
    return exitCode === 0 ? null : stdout
  } finally {
    await Promise.all([scratch, ...shadows].map((database) => database.close()))
  }
}
