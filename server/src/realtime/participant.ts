import type { DocumentAccess } from '@reliance/shared/realtime/protocol'

/** What others see of a person in a document. It comes from the server, never from the browser. */
export interface DocumentPerson {
  id: string
  name: string
  collegeId: string | null
  /** Colour and pattern of the college, an index of the web app's palette; null outside of a college. */
  palette: number | null
}

/** What a signed-in browser may do in one document. */
export interface Authorization {
  access: DocumentAccess
  person: DocumentPerson
  loginSessionId: string
}

/** Somebody who comes to a document through one socket. */
export interface Participant extends Authorization {
  /** Wants to be told when its edits are durable (`?ack=1`). */
  acknowledge: boolean
  /** Asks again, at any later time, what this browser may do; null when it is no longer signed in. */
  reauthorize(): Promise<Authorization | null>
}
