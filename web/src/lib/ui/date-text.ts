import { getLocale } from '$lib/paraglide/runtime'

const isDay = /^\d{4}-\d{2}-\d{2}$/

/** « 21 janvier 2027 », or « 21 janvier 2027, 14 h 00 »; the hour is that of the committee's territory. */
export function dateText(
  value: string,
  detail: 'day' | 'day-and-hour' | 'short-day' = 'day',
  timeZone = 'Europe/Paris',
): string {
  const locale = getLocale() === 'en' ? 'en-GB' : 'fr-FR'
  const date = new Date(value)
  const zone = isDay.test(value) ? 'UTC' : timeZone
  const day = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: detail === 'short-day' ? 'short' : 'long',
    year: 'numeric',
    timeZone: zone,
  }).format(date)
  if (detail !== 'day-and-hour') return day
  const hour = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: zone,
  }).format(date)
  return `${day}, ${locale === 'fr-FR' ? hour.replace(':', '\u00a0h\u00a0') : hour}`
}
