import type { Role, Voice } from './schemas'

/** A programme begins on a day of this century: earlier and later dates are slips of the keyboard. */
export function isProgrammeStart(day: string): boolean {
  return day >= '2000-01-01' && day <= '2099-12-31'
}

/**
 * The voice that somebody gets when none is named: a member who belongs to a college votes, an observer has no
 * voice, everybody else advises.
 */
export function usualVoice(roles: readonly Role[], collegeId: string | null): Voice {
  if (roles.includes('member') && collegeId !== null) return 'voting'
  return roles.every((role) => role === 'observer') ? 'none' : 'advisory'
}
