import type { JobInput, JobName, JobRequest, JobResult } from './jobs'
import { JobFailed } from './job-failed'
import { Thread } from './thread'

export type PoolOptions = {
  threads?: number
  /** Jobs that may wait for a thread; one more is refused at once. */
  waiting?: number
  jobMs?: number
  idleMs?: number
  heapMegabytes?: number
}

export type Workers = {
  /** @throws JobFailed: what was asked for can be asked for again. */
  run<Name extends JobName>(name: Name, input: JobInput<Name>): Promise<JobResult<Name>>
  /** Jobs that wait, jobs under way, and threads that live. */
  readonly load: { waiting: number; running: number; threads: number }
  /** Ends every thread; jobs that are not done fail. */
  close(): Promise<void>
}

type Job = { request: JobRequest; resolve: (result: unknown) => void; reject: (failure: unknown) => void }
type Seat = { thread: Thread; isFree: boolean; idle: NodeJS.Timeout | null }

/** A few threads, started when there is work and ended when there is none for a while. */
export function createWorkers(options: PoolOptions = {}): Workers {
  const { threads = 2, waiting = 1000, jobMs = 30_000, idleMs = 30_000, heapMegabytes = 512 } = options
  const queue: Job[] = []
  const seats = new Set<Seat>()
  let closed = false

  function openSeat(): Seat {
    const seat: Seat = {
      thread: new Thread({ jobMs, heapMegabytes }, () => leave(seat)),
      isFree: true,
      idle: null,
    }
    seats.add(seat)
    return seat
  }

  function leave(seat: Seat): void {
    if (seat.idle) clearTimeout(seat.idle)
    seats.delete(seat)
    serve()
  }

  /** The next one that waits gets the thread before the result is handed out. */
  async function work(seat: Seat, { request, resolve, reject }: Job): Promise<void> {
    seat.isFree = false
    if (seat.idle) clearTimeout(seat.idle)
    try {
      const result = await seat.thread.run(request)
      release(seat)
      resolve(result)
    } catch (failure) {
      if (!seat.thread.isOver) release(seat)
      reject(failure)
    }
  }

  function release(seat: Seat): void {
    seat.isFree = true
    seat.idle = setTimeout(() => void retire(seat), idleMs).unref()
    serve()
  }

  /** From here on no job gets it. */
  async function retire(seat: Seat): Promise<void> {
    seats.delete(seat)
    await seat.thread.end('closed', 'its thread was idle')
  }

  const seatFor = (): Seat | null =>
    [...seats].find(({ isFree, thread }) => isFree && !thread.isOver) ??
    (seats.size < threads ? openSeat() : null)

  function serve(): void {
    while (!closed && queue.length > 0) {
      const seat = seatFor()
      if (seat === null) return
      void work(seat, queue.shift() as Job)
    }
  }

  return {
    run: (name, input) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new JobFailed(name, 'closed', 'the server is closing'))
        if (queue.length >= waiting && seatFor() === null)
          return reject(new JobFailed(name, 'too-many', `${waiting} others are waiting`))
        queue.push({ request: { name, input } as JobRequest, resolve: resolve as Job['resolve'], reject })
        serve()
      }),

    get load() {
      const running = [...seats].filter(({ isFree }) => !isFree).length
      return { waiting: queue.length, running, threads: seats.size }
    },

    close: async () => {
      closed = true
      for (const { request, reject } of queue.splice(0))
        reject(new JobFailed(request.name, 'closed', 'the server is closing'))
      for (const { idle } of seats) if (idle) clearTimeout(idle)
      await Promise.all([...seats].map(({ thread }) => thread.end('closed', 'the server is closing')))
    },
  }
}
