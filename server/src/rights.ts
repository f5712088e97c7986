import type { Bus } from './bus/bus'
import type { ErrorLog } from './error-log'
import type { LiveHub } from './live/hub'
import type { Rooms } from './realtime/rooms'

/** Whose rights changed, as one process tells it to the others on the channel `rights` of the bus. */
type Change =
  { documentId: string } | { personId: string } | { loginSessionId: string } | { signedOut: string }

const channel = 'rights'

export type Rights = ReturnType<typeof createRights>

/**
 * Makes a change of rights felt by what is open: documents and pages of this process, and of the others. Call it after the
 * commit. Each process asks the database again, so that a message says only where to look.
 */
export function createRights(parts: {
  bus: Bus
  log: ErrorLog
  rooms: Pick<Rooms, 'refreshAccess' | 'closeLoginSession'>
  live: Pick<LiveHub, 'closeLoginSessions' | 'catchUp'>
}) {
  const { bus, log, rooms, live } = parts

  async function apply(change: Change): Promise<void> {
    if ('documentId' in change) return rooms.refreshAccess(change.documentId)
    if ('personId' in change) return rooms.refreshAccess({ personId: change.personId })
    if ('signedOut' in change) {
      live.closeLoginSessions((_, personId) => personId === change.signedOut)
      return rooms.refreshAccess({ personId: change.signedOut })
    }
    live.closeLoginSessions((id) => id === change.loginSessionId)
    rooms.closeLoginSession(change.loginSessionId)
  }

  function tell(change: Change): Promise<void> {
    bus.publish(channel, Buffer.from(JSON.stringify(change)))
    return apply(change)
  }

  function applyInBackground(change: Change, how: typeof apply): void {
    how(change).catch((error: unknown) => {
      log.error({ err: error, ...change }, 'a change of rights could not be applied to what is open')
    })
  }

  return {
    /** From here on, what other processes change is felt here too. */
    listen: async (): Promise<void> =>
      void (await bus.subscribe(channel, (payload) =>
        applyInBackground(JSON.parse(Buffer.from(payload).toString()) as Change, apply),
      )),

    /** Who may write in a document. */
    documentChanged: (documentId: string): Promise<void> => tell({ documentId }),

    /** What a person is in their committees. */
    personChanged: (personId: string): Promise<void> => tell({ personId }),

    /** A person signed out in these browsers, or in all of them. */
    signedOut(personId: string, loginSessionIds: string[] | 'all'): void {
      if (loginSessionIds === 'all') applyInBackground({ signedOut: personId }, tell)
      else for (const loginSessionId of loginSessionIds) applyInBackground({ loginSessionId }, tell)
    },

    /** Changes may have been missed: asks about everything that is open. */
    async catchUp(): Promise<void> {
      await rooms.refreshAccess('all')
      await live.catchUp()
    },
  }
}
