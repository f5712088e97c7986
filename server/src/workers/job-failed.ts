/** Why a job gave no result; the job can be asked for again. */
export type JobFailureReason = 'failed' | 'crashed' | 'too-long' | 'too-many' | 'closed'

export class JobFailed extends Error {
  readonly reason: JobFailureReason

  constructor(job: string, reason: JobFailureReason, detail: string) {
    super(`job ${job}: ${detail}`)
    this.name = 'JobFailed'
    this.reason = reason
  }
}
