import websocket from '@fastify/websocket'
import { DomainError } from '@reliance/shared/errors'
import { bounds } from '@reliance/shared/realtime/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { startHeartbeat } from './heartbeat'
import type { Authorization } from './participant'
import type { Rooms } from './rooms'
import { socketOf } from './web-socket'

/** Null: nobody is signed in. Access `none`: no such document, or not for this person. */
export type Authorize = (request: FastifyRequest, documentId: string) => Promise<Authorization | null>

export interface DocumentSyncOptions {
  rooms: Rooms
  authorize: Authorize
  heartbeatMs?: number
}

interface Admission {
  documentId: string
  authorization: Authorization
  accessVersion: number
}

/** WS /api/documents/:documentId/sync: authorises before the upgrade, then hands the socket over to the rooms. */
export const documentSync = async (app: FastifyInstance, options: DocumentSyncOptions): Promise<void> => {
  const { rooms, authorize, heartbeatMs = 15_000 } = options
  if (!app.hasDecorator('websocketServer')) await app.register(websocket, webSocketOptions)
  const heartbeat = startHeartbeat(heartbeatMs, () => rooms.keepAlive())
  const admissions = new WeakMap<FastifyRequest, Admission>()

  const admit = async (request: FastifyRequest): Promise<void> => {
    const documentId = documentIdOf(request)
    const { accessVersion } = rooms
    const authorization = await authorize(request, documentId)
    if (authorization === null) throw new DomainError('not-signed-in')
    if (authorization.access === 'none') throw new DomainError('not-found')
    admissions.set(request, { documentId, authorization, accessVersion })
  }

  const handOver = (webSocket: WebSocket, request: FastifyRequest): void => {
    const { documentId, authorization, accessVersion } = admissions.get(request) as Admission
    const participant = {
      ...authorization,
      acknowledge: (request.query as { ack?: string }).ack === '1',
      reauthorize: () => authorize(request, documentId),
    }
    const connection = rooms.connect(
      documentId,
      socketOf(webSocket, request.raw.socket),
      participant,
      accessVersion,
    )
    heartbeat.watch(webSocket)
    webSocket.on('message', (data: Buffer, isBinary) => {
      heartbeat.heard(webSocket)
      connection.receive(isBinary ? data : notAFrame)
    })
    webSocket.on('close', () => connection.ended())
    webSocket.on('error', (error) => {
      request.log.warn(
        { documentId, personId: authorization.person.id, reason: error.message },
        'socket failed',
      )
      connection.ended()
    })
  }

  app.route({
    method: 'GET',
    url: '/api/documents/:documentId/sync',
    preValidation: admit,
    handler: () => {
      throw new DomainError('not-found')
    },
    wsHandler: handOver,
  })
  app.addHook('preClose', async () => {
    cutLatecomers(app)
    await rooms.close()
    heartbeat.stop()
  })
}

/**
 * While the server closes, Fastify answers 503 to an upgrade without letting go of its socket, and one that was being
 * authorised is still let in: neither is waited for longer than it takes to read why.
 */
const cutLatecomers = (app: FastifyInstance): void => {
  const soon = (cut: () => void): void => void setTimeout(cut, 1000).unref()
  app.server.on('upgrade', (_request, socket) => soon(() => socket.destroy()))
  app.websocketServer.on('connection', (webSocket: WebSocket) => soon(() => webSocket.terminate()))
}

/** For whoever registers @fastify/websocket. A frame past the bound fails its own socket, before it is allocated. */
export const webSocketOptions = {
  options: { maxPayload: bounds.frameBytes },
  /** `ws` is already closing the socket with the right code; each route logs its own. */
  errorHandler: () => undefined,
  /** Nothing here: each route closes its own sockets when what they brought is kept, and says why. */
  preClose: (done: () => void) => done(),
}

/** A text message: no message type of the protocol begins so. */
const notAFrame = new Uint8Array()

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** In lower case, as the database writes it: one document is one room. */
const documentIdOf = (request: FastifyRequest): string => {
  const documentId = (request.params as { documentId: string }).documentId.toLowerCase()
  if (!uuid.test(documentId)) throw new DomainError('not-found')
  return documentId
}
