import { buildApp } from './app'
import { print, runCommand } from './command'
import { readConfig, type Config } from './config'
import { openDatabase } from './db/client'
import { lockFolder } from './db/lock'
import { migrate } from './db/migrate'
import { StartRefusal } from './start-refusal'

/** How long requests under way have to end when the server is stopped. */
const closingTime = 10_000
const twiceTheSame = 1_000

/** The process: everything else of the server knows nothing of signals, the environment or the terminal. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const lock = config.databaseUrl ? null : await lockFolder(config.dataDir)
  process.once('exit', () => lock?.release())
  const database = await openDatabase(config)
  await migrate(database)
  const app = await buildApp({ config, database })
  stopOnSignals(() => app.close())
  const address = await listen(app.http, config)
  print(`\n  Reliance est prêt / is ready: ${address}`)
  const setUpLink = await app.setUpLink()
  if (setUpLink) print(`  Premier accès, lien à usage unique / first access, one-time link: ${setUpLink}`)
  print('')
}

type Listener = { listen(options: { host: string; port: number }): Promise<string> }

/** Gives back the address to open in a browser. */
async function listen(http: Listener, { host, port, publicUrl }: Config): Promise<string> {
  try {
    const address = await http.listen({ host, port })
    return publicUrl ?? address
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES' && code !== 'EADDRNOTAVAIL') throw error
    throw new StartRefusal(
      `Impossible d’écouter sur ${host}:${port} (${code}) : changez PORT ou HOST, ou arrêtez ce qui l’occupe.`,
      `Cannot listen on ${host}:${port} (${code}): change PORT or HOST, or stop what occupies it.`,
      { cause: error },
    )
  }
}

/** The first signal closes in order; a later one, or too long a close, ends at once. */
function stopOnSignals(close: () => Promise<void>): void {
  let closingSince: number | null = null
  const stop = () => {
    if (closingSince !== null) {
      // Ctrl-C under npm comes twice: from the terminal, and passed on by npm.
      if (performance.now() - closingSince > twiceTheSame) process.exit(1)
      return
    }
    closingSince = performance.now()
    setTimeout(() => process.exit(1), closingTime).unref()
    runCommand(async () => {
      await close()
      process.exit(0)
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

runCommand(main)
