import type { FastifyInstance } from 'fastify'
import { callerOf } from '../plugins/sign-in'
import type { LiveHub } from './hub'

/** `WS /api/live`: keys of what changed, for the signed-in person's committees. Whatever the page sends is ignored. */
export function registerLive(app: FastifyInstance, hub: LiveHub): void {
  app.get(
    '/api/live',
    { websocket: true, schema: { hide: true }, preValidation: async (request) => void callerOf(request) },
    async (socket, request) => {
      const { personId, loginSessionId } = callerOf(request)
      socket.on('error', (error) => request.log.debug({ err: error }, 'live socket failed'))
      let leave: (() => void) | null = null
      let gone = false
      socket.on('close', () => {
        gone = true
        leave?.()
      })
      leave = await hub.connect(socket, personId, loginSessionId)
      if (gone) leave()
    },
  )
}
