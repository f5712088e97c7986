import type { Awareness } from 'y-protocols/awareness'

/** What the server says of a person in each awareness state. */
export type PresentPerson = {
  personId: string
  name: string
  collegeId: string | null
  palette: number | null
  mayWrite: boolean
}

/** The others who have the document open, once each, in the order of their names; readers too. */
export function followPresence(awareness: Awareness, locale: string) {
  let people = $state.raw<PresentPerson[]>([])

  function refresh(): void {
    const found = new Map<string, PresentPerson>()
    for (const [clientId, { user }] of awareness.getStates()) {
      if (clientId === awareness.clientID || !isPerson(user)) continue
      const known = found.get(user.personId)
      found.set(user.personId, known?.mayWrite ? known : user)
    }
    people = [...found.values()].sort((a, b) => a.name.localeCompare(b.name, locale))
  }

  awareness.on('change', refresh)
  refresh()
  return {
    get people(): readonly PresentPerson[] {
      return people
    },
    stop(): void {
      awareness.off('change', refresh)
    },
  }
}

function isPerson(user: unknown): user is PresentPerson {
  return typeof user === 'object' && user !== null && 'personId' in user && 'name' in user
}
