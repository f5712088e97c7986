import type { ErrorLog } from '../error-log'
import type { Bus } from './bus'

export type CatchUp = { stop(): Promise<void> }

const every = 5000

/**
 * Does `work` where messages may have been missed: when the bus is lost, every few seconds until it is back, and once more
 * then. One at a time; the pause begins when the work is done, so that a slow database is not asked more often than it
 * answers.
 */
export function startCatchUp(options: {
  bus: Pick<Bus, 'isConnected' | 'onChange'>
  work: () => Promise<void>
  log: ErrorLog
  everyMs?: number
}): CatchUp {
  const { bus, work, log, everyMs = every } = options
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | null = null
  let isAskedAgain = false
  let isStopped = false

  async function run(): Promise<void> {
    do {
      isAskedAgain = false
      try {
        await work()
      } catch (error) {
        log.error({ err: error }, 'what other processes changed could not be read from the database')
      }
    } while (isAskedAgain && !isStopped)
    running = null
    if (!bus.isConnected && !isStopped) timer = setTimeout(start, everyMs).unref()
  }

  function start(): void {
    clearTimeout(timer)
    if (running) isAskedAgain = true
    else running = run()
  }

  const stopListening = bus.onChange(start)
  if (!bus.isConnected) start()
  return {
    async stop() {
      isStopped = true
      stopListening()
      clearTimeout(timer)
      await running
    },
  }
}
