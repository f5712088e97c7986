const parts = ['year', 'month', 'day', 'hour', 'minute'] as const

/** The clock of a time zone at an instant, as a `datetime-local` field writes it: `2027-01-21T14:00`. */
export function clockAt(instant: Date, timeZone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const found = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
  const [year, month, day, hour, minute] = parts.map((part) => found.get(part) ?? '')
  return `${year}-${month}-${day}T${hour}:${minute}`
}

const day = 24 * 60 * 60 * 1000

/**
 * The instant at which the clock of a time zone shows what was typed; null for what is no date. A deadline is the hour
 * of the committee's territory, wherever the browser is.
 *
 *     instantOf('2027-01-21T14:00', 'Europe/Paris') // '2027-01-21T13:00:00.000Z'
 *
 * Where the clock changes, nobody is to be late by the hour that they read: of an hour that exists twice it is the
 * second, and an hour that is skipped is counted from before the change.
 */
export function instantOf(typed: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${typed}:00Z`)
  if (Number.isNaN(asUtc) || clockAt(new Date(asUtc), 'UTC') !== typed) return null
  const offsetAt = (instant: number) => Date.parse(`${clockAt(new Date(instant), timeZone)}:00Z`) - instant
  // The offsets before and after a change of hour, if one is near; else twice the same.
  const candidates = [asUtc - offsetAt(asUtc - day), asUtc - offsetAt(asUtc + day)]
  const shown = candidates.filter((instant) => clockAt(new Date(instant), timeZone) === typed)
  return new Date(Math.max(...(shown.length > 0 ? shown : candidates))).toISOString()
}
