import type { RoundRules } from './schemas'

/** [DL2] What a round starts from when the coordinator changes nothing. */
export const usualRules: RoundRules = {
  method: 'consent',
  quorumPercent: 40,
  quorumPerCollege: 1,
  silence: 'non-participation',
}

/** [DL1] Whether rules can be counted by. A schema states the same bounds; here they guard what was stored long ago. */
export function checkRoundRules(
  rules: RoundRules,
): { allowed: true } | { allowed: false; code: 'invalid-value'; field: keyof RoundRules } {
  const { quorumPercent, quorumPerCollege } = rules
  if (!Number.isInteger(quorumPercent) || quorumPercent < 0 || quorumPercent > 100) {
    return { allowed: false, code: 'invalid-value', field: 'quorumPercent' }
  }
  if (!Number.isSafeInteger(quorumPerCollege) || quorumPerCollege < 0) {
    return { allowed: false, code: 'invalid-value', field: 'quorumPerCollege' }
  }
  return { allowed: true }
}
