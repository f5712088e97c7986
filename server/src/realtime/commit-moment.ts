/** The least time after the beginning of a commit, the more the more it carried: nobody sees a letter come so late. */
const spacingMs = (updates: number): number => Math.min(shortestMs + (updates - 1) * msForEachMore, longestMs)

const shortestMs = 4
const msForEachMore = 8
const longestMs = 40

/** When the next commit begins: after a pause at once, under load as far from the last one as that carried. */
export class CommitMoment {
  #spacedAt = Number.NEGATIVE_INFINITY
  #wantedAt = Number.POSITIVE_INFINITY
  #wake: (() => void) | null = null

  /** Something waits, which need not be written before `moment` (of `performance.now`). */
  want(moment: number): void {
    if (moment >= this.#wantedAt) return
    this.#wantedAt = moment
    this.#wake?.()
  }

  /** Resolves at the moment, also when that has come nearer meanwhile. */
  async reached(): Promise<void> {
    for (;;) {
      const wait = Math.max(this.#spacedAt, this.#wantedAt) - performance.now()
      if (wait <= 0) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#wake = null
    }
  }

  /** A commit of so many updates begins; what did not fit into it is wanted next. */
  begin(updates: number, isMoreLeft: boolean): void {
    this.#spacedAt = performance.now() + spacingMs(updates)
    this.#wantedAt = isMoreLeft ? 0 : Number.POSITIVE_INFINITY
  }
}
