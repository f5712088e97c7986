import { DomainError } from '@reliance/shared/errors'
import type { DocumentAccess } from '@reliance/shared/realtime/protocol'
import type { Log } from '@reliance/server/realtime/append-queue'
import type { Compact } from '@reliance/server/realtime/compaction'
import type { Mend } from '@reliance/server/realtime/mending'
import type { Observer } from '@reliance/server/realtime/observer'
import type { Authorization } from '@reliance/server/realtime/participant'
import type { PeerBus } from '@reliance/server/realtime/peers'
import { createRooms, type Rooms } from '@reliance/server/realtime/rooms'
import { documentSync } from '@reliance/server/realtime/routes'
import type { DocumentStorage } from '@reliance/server/realtime/storage'
import Fastify from 'fastify'
import { createHash } from 'node:crypto'

/** What the sync server logs, for tests that count lines. */
export interface RecordedLog extends Log {
  lines: { message: string; details: object }[]
  info(details: object, message: string): void
}

export const recordLog = (): RecordedLog => {
  const lines: RecordedLog['lines'] = []
  const record = (details: object, message: string): void => void lines.push({ details, message })
  return { lines, info: record, warn: record, error: record }
}

export interface SyncServer {
  origin: string
  rooms: Rooms
  log: RecordedLog
  /** What `?as=NAME` may do; everybody may write until it is said otherwise. `signed-out` has no login session. */
  access: Map<string, DocumentAccess | 'signed-out'>
  close(): Promise<void>
}

/** A real Fastify server with the sync route; who asks is named in the URL, since signing in is not what is tested. */
export const startSyncServer = async (
  storage: DocumentStorage,
  options: {
    unloadAfterMs?: number
    heartbeatMs?: number
    compactFrom?: number
    bus?: PeerBus
    pollMs?: number
    observer?: Observer
    compact?: Compact
    mend?: Mend
    mendAfterMs?: number
    mendAgainAfterMs?: number
  } = {},
): Promise<SyncServer> => {
  const log = recordLog()
  const { heartbeatMs, ...ofRooms } = options
  const rooms = createRooms({ storage, log, ...ofRooms })
  const access: SyncServer['access'] = new Map()
  const app = Fastify()
  app.setErrorHandler((error, _request, reply) => {
    const code = error instanceof DomainError ? error.code : 'server-error'
    const status = { 'not-signed-in': 401, 'not-found': 404 }[code as string] ?? 500
    return reply.status(status).send({ code, message: code })
  })
  await app.register(documentSync, {
    rooms,
    heartbeatMs,
    authorize: async (request) => {
      const name = (request.query as { as?: string }).as ?? 'nobody'
      const given = access.get(name) ?? 'write'
      return given === 'signed-out' ? null : authorizationOf(name, given)
    },
  })
  const address = await app.listen({ port: 0, host: '127.0.0.1' })
  return {
    origin: address.replace('http', 'ws'),
    rooms,
    log,
    access,
    close: () => app.close(),
  }
}

export const authorizationOf = (name: string, access: DocumentAccess): Authorization => ({
  access,
  person: { id: personId(name), name, collegeId: null, palette: 1 },
  loginSessionId: `login-${name}`,
})

/** A UUID made of the name, so that tests can name people. */
export const personId = (name: string): string => {
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 12)
  return `00000000-0000-7000-8000-${digits}`
}
