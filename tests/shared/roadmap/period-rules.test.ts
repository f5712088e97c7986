import { describe, expect, it } from 'vitest'
import { checkPeriod } from '@reliance/shared/roadmap/period-rules'

const allowed = { allowed: true }
const refused = (code: string, field: string) => ({ allowed: false, code, field })

describe('the period of a roadmap item', () => {
  it.each([
    [1, 1, allowed],
    [1, 12, allowed],
    [12, 12, allowed],
    [5, 4, refused('end-before-start', 'endQuarter')],
    [0, 4, refused('out-of-programme', 'startQuarter')],
    [13, 13, refused('out-of-programme', 'startQuarter')],
    [12, 13, refused('out-of-programme', 'endQuarter')],
    [1, 0, refused('out-of-programme', 'endQuarter')],
  ])('from %i to %i in a programme of twelve quarters', (startQuarter, endQuarter, decision) => {
    expect(checkPeriod({ startQuarter, endQuarter }, 12)).toEqual(decision)
  })
})
