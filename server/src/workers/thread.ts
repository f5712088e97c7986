import { Worker } from 'node:worker_threads'
import type { JobAnswer, JobRequest } from './jobs'
import { JobFailed } from './job-failed'
import { copyBytes, ownBuffers } from './transfer'

export type ThreadLimits = {
  /** After so long a job is given up, with its thread. */
  jobMs: number
  /** Heap of the thread; past it the thread ends, and nothing else does. */
  heapMegabytes: number
}

/**
 * What a thread runs stands beside this file: bundled in server/dist, or TypeScript. A thread does not share the loader
 * of tsx or vitest, so that it gets its own before the first TypeScript is imported.
 */
function entry(): URL {
  if (!import.meta.url.endsWith('.ts')) return new URL('./worker.js', import.meta.url)
  const program = [
    `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}`,
    'register()',
    `await import(${JSON.stringify(new URL('./worker.ts', import.meta.url))})`,
  ]
  return new URL(`data:text/javascript,${encodeURIComponent(program.join('\n'))}`)
}

/** One worker thread. It holds the process only while it has a job. */
export class Thread {
  readonly #worker: Worker
  readonly #limits: ThreadLimits
  #isOver = false
  #current: { name: string; settle: (answer: JobAnswer | JobFailed) => void } | null = null

  /** `onEnd`: the thread is gone, whether it was told to go or not. */
  constructor(limits: ThreadLimits, onEnd: () => void) {
    this.#limits = limits
    this.#worker = new Worker(entry(), {
      // A thread has no business with what the environment says of databases and mail.
      env: {},
      // Options of this process, such as a loader, are not the thread's.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    })
    this.#worker.unref()
    this.#worker.on('message', (answer: JobAnswer) => this.#current?.settle(answer))
    this.#worker.on('error', (error) => this.#giveUp('crashed', `its thread has crashed, ${error.message}`))
    this.#worker.once('exit', () => {
      this.#giveUp('crashed', 'its thread has ended')
      onEnd()
    })
  }

  /** Whether it ends, or has ended: it takes no job any more. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** One at a time. @throws JobFailed */
  run({ name, input }: JobRequest): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => void this.end('too-long', `not done within ${this.#limits.jobMs} ms`),
        this.#limits.jobMs,
      )
      this.#current = {
        name,
        settle: (answer) => {
          clearTimeout(timer)
          this.#current = null
          this.#worker.unref()
          if (answer instanceof JobFailed) reject(answer)
          else if ('failure' in answer) reject(new JobFailed(name, 'failed', answer.failure))
          else resolve(answer.result)
        },
      }
      this.#worker.ref()
      const copy = copyBytes(input)
      this.#worker.postMessage({ name, input: copy }, ownBuffers(copy))
    })
  }

  async end(reason: 'closed' | 'too-long', detail: string): Promise<void> {
    this.#giveUp(reason, detail)
    await this.#worker.terminate()
  }

  #giveUp(reason: 'crashed' | 'closed' | 'too-long', detail: string): void {
    this.#isOver = true
    if (this.#current !== null) this.#current.settle(new JobFailed(this.#current.name, reason, detail))
  }
}
