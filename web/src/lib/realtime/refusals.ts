/** Long enough that two refusals in it are no accident, in milliseconds. */
const memory = 60_000

/** Counts how often the server has lately closed the connection to slow this browser down. */
export function createRefusals(now: () => number = Date.now) {
  let times: number[] = []
  return {
    /** One more; answers how many there have been in the last minute. */
    add(): number {
      const at = now()
      times = [...times.filter((time) => at - time < memory), at]
      return times.length
    },
  }
}
