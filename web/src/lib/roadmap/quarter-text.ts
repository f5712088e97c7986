import { quarterLabel } from '@reliance/shared/roadmap/quarters'
import * as m from '$lib/paraglide/messages'
import { getLocale } from '$lib/paraglide/runtime'

const monthOf = (day: string) =>
  new Intl.DateTimeFormat(getLocale() === 'en' ? 'en-GB' : 'fr-FR', {
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(day))

/** « T4 2027 » for the n-th quarter of a programme. */
export function quarterText(programmeStart: string, number: number): string {
  const { year, quarter } = quarterLabel(programmeStart, number)
  return m.roadmap_quarter({ quarter, year })
}

/** « T4 2027 (oct. à déc.) », for who does not count in quarters. */
export function quarterWithMonths(programmeStart: string, number: number): string {
  const { year, quarter, start, end } = quarterLabel(programmeStart, number)
  return m.roadmap_quarter_long({ quarter, year, from: monthOf(start), to: monthOf(end) })
}

/** « T4 2027 à T2 2028 »; one quarter alone is said once. */
export function periodText(
  programmeStart: string,
  { startQuarter, endQuarter }: { startQuarter: number; endQuarter: number },
): string {
  const from = quarterText(programmeStart, startQuarter)
  if (startQuarter === endQuarter) return from
  return m.roadmap_period({ from, to: quarterText(programmeStart, endQuarter) })
}
