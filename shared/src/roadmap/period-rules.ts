type PeriodDecision =
  | { allowed: true }
  | { allowed: false; code: 'out-of-programme' | 'end-before-start'; field: 'startQuarter' | 'endQuarter' }

/**
 * Whether an item may stand from one quarter to another, both included, in a programme of so many quarters.
 *
 *     checkPeriod({ startQuarter: 3, endQuarter: 2 }, 12) // { allowed: false, code: 'end-before-start', field: 'endQuarter' }
 */
export function checkPeriod(
  { startQuarter, endQuarter }: { startQuarter: number; endQuarter: number },
  quarters: number,
): PeriodDecision {
  const isOutside = (quarter: number) => quarter < 1 || quarter > quarters
  if (isOutside(startQuarter)) return { allowed: false, code: 'out-of-programme', field: 'startQuarter' }
  if (isOutside(endQuarter)) return { allowed: false, code: 'out-of-programme', field: 'endQuarter' }
  if (endQuarter < startQuarter) return { allowed: false, code: 'end-before-start', field: 'endQuarter' }
  return { allowed: true }
}
