// What must be there before anything runs: dependencies, the database client, the built web app and server.
// Needs nothing but Node. What is up to date is not done again.
import { withLock } from './lock.mjs'
import { runStep } from './step.mjs'
import { steps } from './steps.mjs'

/**
 * Brings the named steps up to date, in order. Two commands started together do not build over each other.
 * @param {(keyof typeof steps)[]} names
 */
export async function prepare(names = ['install', 'generate', 'web', 'server']) {
  try {
    await withLock(async () => {
      for (const name of names) await runStep(name, steps[name])
    })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
