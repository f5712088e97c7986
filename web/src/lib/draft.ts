import { page } from '$app/state'

/**
 * What was typed and not yet sent, kept in this browser tab: a reload, a lost connection or a sign-in again loses
 * nothing. Where storage is refused (private browsing), nothing is kept and nothing fails.
 * It belongs to who typed it: somebody else who signs in here does not find it.
 */
export function draftOf<Fields extends object>(key: string) {
  const name = `draft:${page.data.me?.person.id}:${key}`
  return {
    read(): Partial<Fields> | null {
      try {
        const kept = sessionStorage.getItem(name)
        return kept === null ? null : (JSON.parse(kept) as Partial<Fields>)
      } catch {
        return null
      }
    },
    keep(fields: Fields): void {
      try {
        sessionStorage.setItem(name, JSON.stringify(fields))
      } catch {
        // Storage is refused or full: the form itself still holds what was typed.
      }
    },
    drop(): void {
      try {
        sessionStorage.removeItem(name)
      } catch {
        // Storage is refused: there is nothing to remove.
      }
    },
  }
}
