// Loaded before each measured server (`node --import`): answers the benchmark's questions over the IPC channel.
// Nothing of it runs between two questions.
import { Session } from 'node:inspector/promises'

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
let profiler = null

const answers = {
  /** Microseconds of processor time of this process, all its threads, since it began. */
  usage: () => process.cpuUsage(),

  /** Bytes, after everything that can be collected has been. */
  async memory() {
    for (let round = 0; round < 5; round += 1) {
      globalThis.gc?.()
      await wait(50)
    }
    return process.memoryUsage()
  },

  /** Bytes, as they are now. */
  memoryNow: () => process.memoryUsage(),

  async startProfile() {
    profiler = new Session()
    profiler.connect()
    await profiler.post('Profiler.enable')
    await profiler.post('Profiler.setSamplingInterval', { interval: 1000 })
    await profiler.post('Profiler.start')
  },

  async stopProfile() {
    const { profile } = await profiler.post('Profiler.stop')
    profiler.disconnect()
    return profile
  },
}

/** What one server can answer beside the above. */
globalThis.answerBench = (name, handler) => void (answers[name] = handler)

process.on('message', async ({ number, ask, given }) => {
  if (answers[ask] === undefined) return process.send({ number, failure: `no answer to ${ask}` })
  try {
    process.send({ number, result: await answers[ask](given) })
  } catch (error) {
    process.send({ number, failure: String(error?.stack ?? error) })
  }
})
process.on('disconnect', () => process.exit(0))
