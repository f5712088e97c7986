import { parentPort } from 'node:worker_threads'
import { jobs, type JobAnswer, type JobRequest } from './jobs'
import { ownBuffers } from './transfer'

/** A thread of the pool: one job after the other. A job that fails says so, and the thread goes on. */
parentPort?.on('message', (request: JobRequest) => {
  const answer = answerTo(request)
  parentPort?.postMessage(answer, 'result' in answer ? ownBuffers(answer.result) : [])
})

function answerTo({ name, input }: JobRequest): JobAnswer {
  try {
    const job = jobs[name] as (given: typeof input) => unknown
    return { result: job(input) }
  } catch (error) {
    return { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
