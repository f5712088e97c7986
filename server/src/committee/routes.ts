import type { FastifyInstance } from 'fastify'
import { registerInvitationRoutes } from './invitations/routes'
import { registerMemberRoutes } from './members/routes'
import type { CommitteeModule } from './module'
import { registerSettingsRoutes } from './settings/routes'

export function registerCommitteeRoutes(app: FastifyInstance, services: CommitteeModule): void {
  registerSettingsRoutes(app, services)
  registerMemberRoutes(app, services)
  registerInvitationRoutes(app, services)
}
