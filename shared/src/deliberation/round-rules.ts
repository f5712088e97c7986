/** What a committee fixes before a round opens. Nothing of it changes afterwards but the deadline, which may be put back. */
export type RoundRules = {
  /** Adopted unless somebody objects. */
  method: 'consent'
  /** How many of the electors must answer: a whole percentage, 0 to 100. */
  quorumPercent: number
  /** How many must answer in each college that has electors. */
  quorumPerCollege: number
  /** Silence is not consent: who does not answer has not taken part. */
  silence: 'non-participation'
}

/** [DL2] What a round starts from when the coordinator changes nothing. */
export const usualRules: RoundRules = {
  method: 'consent',
  quorumPercent: 40,
  quorumPerCollege: 1,
  silence: 'non-participation',
}

export type RulesRefusal = 'quorum-percent-out-of-range' | 'quorum-per-college-out-of-range'

/** [DL1] Whether rules can be counted by: the bounds that a schema states as well, checked where it matters. */
export function checkRoundRules(
  rules: RoundRules,
): { allowed: true } | { allowed: false; code: RulesRefusal } {
  const { quorumPercent, quorumPerCollege } = rules
  if (!Number.isInteger(quorumPercent) || quorumPercent < 0 || quorumPercent > 100) {
    return { allowed: false, code: 'quorum-percent-out-of-range' }
  }
  if (!Number.isSafeInteger(quorumPerCollege) || quorumPerCollege < 0) {
    return { allowed: false, code: 'quorum-per-college-out-of-range' }
  }
  return { allowed: true }
}
