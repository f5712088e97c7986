/** Three months of a programme. `year` and `quarter` (1 to 4) are those of the calendar in which it starts. */
export type ProgrammeQuarter = {
  /** Counted from 1, the first of the programme. */
  number: number
  year: number
  quarter: number
  label: { fr: string; en: string }
  /** First and last day, `YYYY-MM-DD`. */
  start: string
  end: string
}

/**
 * The n-th quarter of a programme. It begins with the month in which the programme starts, so that a programme from
 * October 2027 has 2027-T4 first and 2030-T3 twelfth.
 *
 *     quarterLabel('2027-10-01', 2).label.fr // '2028-T1'
 */
export function quarterLabel(programmeStart: string, number: number): ProgrammeQuarter {
  if (!Number.isSafeInteger(number) || number < 1) throw new RangeError(`Quarter ${number}: counted from 1`)
  const firstMonth = monthOf(programmeStart) + (number - 1) * 3
  const { year, quarter } = quarterOfMonth(firstMonth)
  return {
    number,
    year,
    quarter,
    label: { fr: `${padded(year, 4)}-T${quarter}`, en: `${padded(year, 4)}-Q${quarter}` },
    start: dayOf(firstMonth, 1),
    end: dayOf(firstMonth + 2, daysIn(firstMonth + 2)),
  }
}

/** All quarters of a programme of so many years. */
export function programmeQuarters(programmeStart: string, years: number): ProgrammeQuarter[] {
  return Array.from({ length: years * 4 }, (_, index) => quarterLabel(programmeStart, index + 1))
}

/** The quarter of the calendar in which a day falls. */
export function quarterOf(day: string): { year: number; quarter: number } {
  return quarterOfMonth(monthOf(day))
}

/** The number of the programme's quarter in which a day falls: 0 or less before it starts, beyond the last after it ends. */
export function programmeQuarterOf(programmeStart: string, day: string): number {
  return Math.floor((monthOf(day) - monthOf(programmeStart)) / 3) + 1
}

/** Months are counted from January of the year 0, so that they add up as whole numbers. */
function monthOf(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.map(Number) ?? []
  if (year === undefined || month === undefined || date === undefined || month < 1 || month > 12) {
    throw new RangeError(`${day} is not a day written YYYY-MM-DD`)
  }
  const months = year * 12 + month - 1
  if (date < 1 || date > daysIn(months)) throw new RangeError(`${day} is not in the calendar`)
  return months
}

const quarterOfMonth = (months: number) => ({
  year: Math.floor(months / 12),
  quarter: Math.floor((months % 12) / 3) + 1,
})

function daysIn(months: number): number {
  const year = Math.floor(months / 12)
  const month = months % 12
  if (month === 1) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [3, 5, 8, 10].includes(month) ? 30 : 31
}

const padded = (value: number, length: number) => String(value).padStart(length, '0')

const dayOf = (months: number, day: number) =>
  `${padded(Math.floor(months / 12), 4)}-${padded((months % 12) + 1, 2)}-${padded(day, 2)}`
