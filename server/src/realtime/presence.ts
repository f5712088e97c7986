import { encodeEntry } from '@reliance/shared/realtime/frames'
import { isTooDeep } from '@reliance/shared/realtime/nesting'
import { bounds } from '@reliance/shared/realtime/protocol'
import { MalformedMessage } from '@reliance/shared/realtime/update'
import type { Connection } from './connection'

/** Somebody who has the document open in at least one browser. */
export interface PresentPerson {
  personId: string
  name: string
  collegeId: string | null
  mayWrite: boolean
  /** Their caret stands in the text. */
  active: boolean
}

/** What everybody is shown of one client id: fields of the browser's, but `user`, which is the server's word. */
export type ShownState = Record<string, unknown> | null

/** One client id that is there: here, through a connection, or in another process. */
export type Presence = { encoded: Uint8Array } & (
  | {
      owner: Connection
      /** The browser's own clock: what is older than it is stale. */
      clientClock: number
      /** What the browser said of itself; null when it has gone. */
      fields: ShownState
    }
  | { owner: null; origin: string; person: PresentPerson }
)

/** A browser's presence as it came. @throws MalformedMessage */
export const readFields = (state: string): ShownState => {
  if (state.length > bounds.awarenessBytes) throw new MalformedMessage('presence is too large')
  const value: unknown = parse(state)
  if (value === null) return null
  if (typeof value !== 'object' || Array.isArray(value))
    throw new MalformedMessage('presence is not an object')
  if (isTooDeep(value)) throw new MalformedMessage('presence is nested too deep')
  return value as Record<string, unknown>
}

/** A reader is seen to be there, without a caret. */
export const shownState = (connection: Connection, fields: ShownState): ShownState => {
  if (fields === null) return null
  const { id, name, collegeId, palette } = connection.person
  const user = { personId: id, name, collegeId, palette, mayWrite: connection.mayWrite }
  return connection.mayWrite ? { ...fields, user } : { user }
}

export const encodeState = (clientId: number, clock: number, state: ShownState): Uint8Array =>
  encodeEntry({ clientId, clock, state: JSON.stringify(state) })

/** Who stands behind a state that another process shows; null when they have gone. */
export const personOfState = (state: string): PresentPerson | null => {
  const shown = parse(state) as (ShownState & { user?: Omit<PresentPerson, 'active'> }) | null
  if (!shown?.user) return null
  const { personId, name, collegeId, mayWrite } = shown.user
  return { personId, name, collegeId, mayWrite, active: (shown.cursor ?? null) !== null }
}

const parse = (state: string): unknown => {
  try {
    return JSON.parse(state)
  } catch (cause) {
    throw new MalformedMessage('presence is not JSON', cause)
  }
}
