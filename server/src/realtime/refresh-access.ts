import { closeCode } from '@reliance/shared/realtime/protocol'
import type { Log } from './append-queue'
import type { Connection } from './connection'
import type { Authorization } from './participant'

/**
 * Asks again what a connection may do and applies it at once (RT9): it goes on, turns read-only or writable, or closes.
 * When several questions are under way only the answer to the last counts, and each waits until that one is applied.
 * A question without an answer closes it.
 */
export const refreshConnection = (connection: Connection, changed: () => void, log: Log): Promise<void> => {
  const question: Promise<void> = ask(connection, log).then((answer) => {
    if (connection.question !== question) return connection.question ?? undefined
    if (!connection.isClosed) apply(connection, answer, changed)
  })
  connection.question = question
  return question
}

const apply = (
  connection: Connection,
  answer: Authorization | null | 'unknown',
  changed: () => void,
): void => {
  if (answer === 'unknown') connection.close(closeCode.unavailable)
  else if (answer === null) connection.close(closeCode.signedOut)
  else if (answer.access === 'none') connection.close(closeCode.forbidden)
  else {
    connection.authorize(answer)
    changed()
  }
}

const ask = async (connection: Connection, log: Log): Promise<Authorization | null | 'unknown'> => {
  try {
    return await connection.participant.reauthorize()
  } catch (error) {
    log.error({ err: error, documentId: connection.documentId }, 'rights could not be read again')
    return 'unknown'
  }
}
