// `npm run migration -- NAME` writes the migration that leads from the existing ones to the schema.
// `npm run migration -- --check` says whether they agree (exit code 1 when they do not).
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { migrationsFolder, schemaDifference } from './schema-engine.mjs'

const [name] = process.argv.slice(2)

function write(sql) {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const folder = path.join(migrationsFolder, `${stamp}_${name}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'migration.sql'), sql)
  console.log(`Migration écrite : ${path.relative(process.cwd(), folder)}/migration.sql`)
}

if (name !== '--check' && !/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error(
    'Usage : npm run migration -- NOM (minuscules, chiffres et _), ou npm run migration -- --check',
  )
  process.exit(2)
}
const sql = await schemaDifference()
if (name === '--check') {
  console.log(sql === null ? 'Les migrations et le schéma concordent.' : `Le schéma a changé :\n${sql}`)
  process.exitCode = sql === null ? 0 : 1
} else if (sql === null) {
  console.log('Aucun changement : les migrations et le schéma concordent.')
} else {
  write(sql)
}
