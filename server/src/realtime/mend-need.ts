/**
 * Whether something may have to be made good in a document (RT22): two people have written and one has deleted, or
 * something came that was written before, while its writer heard of nothing.
 */
export class MendNeed {
  /** `undefined`: nobody has written. */
  #writer: string | null | undefined = undefined
  #areSeveral = false
  #deletes = false
  #isLate = false
  readonly #onNeed: () => void

  constructor(onNeed: () => void) {
    this.#onNeed = onNeed
  }

  get isThere(): boolean {
    return this.#isLate || (this.#deletes && this.#areSeveral)
  }

  /** Somebody has written. */
  note(writer: string | null, deletes: boolean): void {
    this.#areSeveral ||= this.#writer !== undefined && this.#writer !== writer
    this.#writer = writer
    this.#deletes ||= deletes
    if (this.isThere) this.#onNeed()
  }

  /** What came was written before. */
  noteLate(): void {
    this.#isLate = true
    this.#onNeed()
  }

  /** It is looked at now: what counts is what comes from here on. */
  reset(): void {
    this.#writer = undefined
    this.#areSeveral = false
    this.#deletes = false
    this.#isLate = false
  }
}

/** Stands for all who write through other processes. */
export const elsewhere = 'elsewhere'
