import type { Role, Voice } from '@reliance/shared/committee/schemas'
import * as m from '$lib/paraglide/messages'
import { getLocale } from '$lib/paraglide/runtime'

const roles: Record<Role, () => string> = {
  coordinator: m.committee_role_coordinator,
  member: m.committee_role_member,
  researcher: m.committee_role_researcher,
  observer: m.committee_role_observer,
}
const voices: Record<Voice, () => string> = {
  voting: m.committee_voice_voting,
  advisory: m.committee_voice_advisory,
  none: m.committee_voice_none,
}

export const roleName = (role: Role): string => roles[role]()
export const voiceName = (voice: Voice): string => voices[voice]()

/** « membre et chercheur ou chercheuse » */
export function roleNames(list: readonly Role[]): string {
  return new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(list.map(roleName))
}

/** Roles and voices as a form offers them. */
export const roleOptions = () =>
  (Object.keys(roles) as Role[]).map((value) => ({ value, label: roleName(value) }))
export const voiceOptions = () =>
  (Object.keys(voices) as Voice[]).map((value) => ({ value, label: voiceName(value) }))
