/**
 * Work that is never done twice at once: a call while it is under way does it once more afterwards, for all who called
 * meanwhile, so that each caller gets what was true after its call.
 */
export class Repeated {
  readonly #work: () => Promise<void>
  readonly #onRest: () => void
  #running: Promise<void> | null = null
  #next: Promise<void> | null = null

  constructor(work: () => Promise<void>, onRest: () => void) {
    this.#work = work
    this.#onRest = onRest
  }

  get isRunning(): boolean {
    return this.#running !== null
  }

  again(): Promise<void> {
    if (this.#running === null && this.#next === null) return this.#run()
    this.#next ??= (this.#running ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        this.#next = null
        return this.#run()
      })
    return this.#next
  }

  #run(): Promise<void> {
    this.#running = this.#work().finally(() => {
      this.#running = null
      this.#onRest()
    })
    return this.#running
  }
}
