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

/**
 * The instant at which the clock of a time zone shows what was typed; null for what is no date. A deadline is the hour
 * of the committee's territory, wherever the browser is.
 *
 *     instantOf('2027-01-21T14:00', 'Europe/Paris') // '2027-01-21T13:00:00.000Z'
 */
export function instantOf(typed: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${typed}:00Z`)
  if (Number.isNaN(asUtc)) return null
  const offsetAt = (instant: number) => Date.parse(`${clockAt(new Date(instant), timeZone)}:00Z`) - instant
  // The offset may differ on the two sides of a change of hour: the second look uses the one that holds then.
  const near = asUtc - offsetAt(asUtc)
  return new Date(asUtc - offsetAt(near)).toISOString()
}
