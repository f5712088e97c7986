import { existsSync, readdirSync } from 'node:fs'
import fastify from 'fastify'
import { print, runCommand, withDatabase } from '../command'
import { readConfig, type Config } from '../config'
import { StartRefusal } from '../start-refusal'
import { checkDemoPassword, demonstrate } from './demonstrate'

/** What Reliance itself puts in its data folder. */
const ours = new Set(['database', 'lock'])

/** A folder where something else is kept was named by mistake. */
function refuseForeignFolder({ dataDir, databaseUrl }: Config): void {
  if (databaseUrl || !existsSync(dataDir)) return
  const names = readdirSync(dataDir).filter((name) => !name.startsWith('.'))
  if (names.includes('database') || names.every((name) => ours.has(name))) return
  throw new StartRefusal(
    `Le dossier ${dataDir} contient autre chose que des données de Reliance : choisissez un dossier vide (DATA_DIR).`,
    `The folder ${dataDir} holds something else than data of Reliance: choose an empty folder (DATA_DIR).`,
  )
}

/** `npm run demo`. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const password = checkDemoPassword(process.env.DEMO_PASSWORD)
  refuseForeignFolder(config)
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const { log } = fastify({ logger: { level: 'error' } })
  const outcome = await withDatabase(config, (database) =>
    demonstrate({ database, password, publicUrl, log, present: new Date() }),
  )
  print(
    outcome === 'made'
      ? '\n  Le comité de démonstration est prêt. / The demonstration committee is ready.'
      : '\n  Le comité de démonstration est déjà là, rien n’a changé. / The demonstration committee is there already, nothing has changed.',
    '  Comptes / accounts: coordination@example.org, membre01@example.org … membre50@example.org,',
    '    observation@example.org, secretariat@example.org',
    outcome === 'made'
      ? '  Mot de passe / password: DEMO_PASSWORD'
      : '  Mot de passe / password: celui de la création / the one of its making',
    `  Démarrer / start: npm start, puis / then ${publicUrl}/sign-in\n`,
  )
}

runCommand(main)
