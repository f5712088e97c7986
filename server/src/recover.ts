import { existsSync } from 'node:fs'
import fastify from 'fastify'
import { normalizeEmail } from './auth/email'
import { createLoneBus } from './bus/lone-bus'
import { systemClock } from './clock'
import { print, runCommand, withDatabase } from './command'
import { readConfig, type Config } from './config'
import { migrate } from './db/migrate'
import { createServices } from './services'
import { StartRefusal } from './start-refusal'

/** `npm run recover -- EMAIL`: a reset link for somebody who is locked out, for whoever runs the server. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const email = normalizeEmail(process.argv[2] ?? '')
  if (!email.includes('@')) {
    throw new StartRefusal(
      'Donnez l’adresse du compte : npm run recover -- personne@exemple.org',
      'Give the address of the account: npm run recover -- person@example.org',
    )
  }
  const link = await makeLink(config, email)
  print(
    '\n  Lien à usage unique, valable 48 heures / one-time link, good for 48 hours:',
    `  ${link}`,
    '  Le serveur doit être démarré pour l’ouvrir. / The server has to be started to open it.\n',
  )
}

async function makeLink(config: Config, email: string): Promise<string> {
  const isThere = config.databaseUrl !== undefined || existsSync(config.dataDir)
  const link = isThere ? await issue(config, email) : null
  if (link) return link
  const place = config.databaseUrl ? 'DATABASE_URL' : config.dataDir
  throw new StartRefusal(
    `Aucun compte n’a l’adresse ${email} (${place}).`,
    `No account has the address ${email}.`,
  )
}

function issue(config: Config, email: string): Promise<string | null> {
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const { log } = fastify({ logger: { level: 'error' } })
  return withDatabase(config, async (database) => {
    await migrate(database)
    const services = createServices({
      database,
      clock: systemClock,
      mailer: null,
      publicUrl,
      log,
      bus: createLoneBus(),
    })
    return services.auth.resetLinks.recover(email)
  })
}

runCommand(main)
