import type { FastifyBaseLogger } from 'fastify'
import { createAuthModule } from '../auth/module'
import { createLoneBus } from '../bus/lone-bus'
import type { Database } from '../db/client'
import { createServices } from '../services'
import { createPeople } from './people'
import { createPostbox } from './postbox'
import { createTimeline } from './timeline'

export type Stage = ReturnType<typeof createStage>

/** What the demonstration plays on: the services of the server, with its own clock and a mail server of its own. */
export function createStage(parts: {
  database: Database
  publicUrl: string
  log: FastifyBaseLogger
  present: Date
}) {
  const timeline = createTimeline(parts.present)
  const postbox = createPostbox()
  const services = createServices({ ...parts, clock: timeline, mailer: postbox, bus: createLoneBus() })
  const { founding } = services.committee
  const auth = createAuthModule({
    ...services,
    committee: {
      ...services.committee,
      founding: {
        ...founding,
        found: (tx, personId, form) => founding.found(tx, personId, form, { demonstration: true }),
      },
    },
    onSignedOut: () => undefined,
  })
  return { ...services, auth, timeline, postbox, people: createPeople() }
}
