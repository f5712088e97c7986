import rateLimit from '@fastify/rate-limit'
import websocket from '@fastify/websocket'
import fastify, { LogController, type FastifyInstance } from 'fastify'
import { registerAuthRoutes } from './auth/routes'
import { createAuthorize } from './authorize-document'
import { startCatchUp, type CatchUp } from './bus/catch-up'
import { openBus } from './bus/open-bus'
import { systemClock, type Clock } from './clock'
import { registerCommentRoutes } from './comments/routes'
import { registerCommitteeRoutes } from './committee/routes'
import type { Config } from './config'
import type { Database } from './db/client'
import { registerDeliberationRoutes } from './deliberation/routes'
import { registerDocumentRoutes } from './documents/routes'
import { registerExpectationRoutes } from './expectations/routes'
import { webBuildFolder } from './folders'
import { registerJournalRoutes } from './journal/routes'
import { registerLive } from './live/routes'
import { registerNoteRoutes } from './notes/routes'
import { createMetrics } from './metrics'
import { createMailer, type Mailer } from './notifications/mailer'
import { registerNotificationRoutes } from './notifications/routes'
import { registerErrors } from './plugins/errors'
import { registerHealth } from './plugins/health'
import { registerMetrics } from './plugins/metrics'
import { registerOpenApi } from './plugins/openapi'
import { registerPages } from './plugins/pages'
import { registerPlainText } from './plugins/plain-text'
import { registerSecurity } from './plugins/security'
import { registerSignIn } from './plugins/sign-in'
import { documentSync, webSocketOptions } from './realtime/routes'
import { registerRoadmapRoutes } from './roadmap/routes'
import { createServices, type Services } from './services'
import { registerStatementRoutes } from './statements/routes'
import { registerTraceRoutes } from './trace/routes'

/** The application, ready to listen. */
export type Reliance = {
  http: FastifyInstance
  database: Database
  services: Services
  /** The first coordinator's link, made anew; null once somebody has an account. */
  setUpLink(): Promise<string | null>
  /** Ends the connections, writes what is pending and closes the database. */
  close(): Promise<void>
}

export type AppParts = {
  config: Config
  database: Database
  clock?: Clock
  /** In the place of the mail server of the configuration; null for none. */
  mailer?: Mailer
}

/** The composition root: what is registered here is what there is. */
export async function buildApp(parts: AppParts): Promise<Reliance> {
  const { config, database, clock = systemClock } = parts
  const publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`
  const mailer = parts.mailer === undefined ? createMailer(config.smtpUrl, config.smtpFrom) : parts.mailer
  const http = fastify({
    logger: { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    trustProxy: (_, hop) => config.trustProxy !== false && hop < config.trustProxy,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    // Bodies are taken as they are: nothing is cast to another type, nothing unknown is dropped in silence.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  })
  const bus = await openBus({ redisUrl: config.redisUrl, database, log: http.log })
  const metrics = createMetrics()
  const { connectionsPerPerson } = config
  const realtime = { observer: metrics.observer, connectionsPerPerson }
  const services = createServices({ database, clock, mailer, publicUrl, log: http.log, bus, realtime })
  metrics.watch(services)

  registerErrors(http)
  await registerSecurity(http, config.publicUrl)
  await http.register(rateLimit, { global: false })
  await http.register(websocket, webSocketOptions)
  registerPlainText(http)
  await registerOpenApi(http)
  await registerSignIn(http, services.auth.loginSessions)

  registerHealth(http, database)
  registerMetrics(http, metrics, config.metricsToken)
  registerAuthRoutes(http, services.auth)
  registerCommitteeRoutes(http, services.committee)
  registerNotificationRoutes(http, services.outbox)
  registerStatementRoutes(http, services.statements)
  registerNoteRoutes(http, services.notes)
  registerDocumentRoutes(http, services.setAsides)
  registerCommentRoutes(http, services.comments)
  registerDeliberationRoutes(http, services.deliberation)
  registerRoadmapRoutes(http, services.roadmap)
  registerTraceRoutes(http, services.trace)
  registerExpectationRoutes(http, services.expectations)
  registerJournalRoutes(http, services.journalReading)
  registerLive(http, services.live)
  await http.register(documentSync, { rooms: services.rooms, authorize: createAuthorize(services) })
  await registerPages(http, webBuildFolder)

  let catchUp: CatchUp | undefined
  http.addHook('onReady', async () => {
    await Promise.all([services.live.listen(), services.rights.listen()])
    catchUp = startCatchUp({ bus, work: services.rights.catchUp, log: http.log })
    await services.auth.loginSessions.sweep()
    await services.auth.limits.sweep()
    services.dueJobs.start()
  })
  http.addHook('preClose', async () => {
    services.live.close()
    await catchUp?.stop()
    await services.reanchoring.stop()
    await services.dueJobs.stop()
  })

  return {
    http,
    database,
    services,
    setUpLink: services.auth.links.issueSetUp,
    async close() {
      await http.close()
      await services.workers.close()
      await bus.close()
      await database.close()
    },
  }
}
