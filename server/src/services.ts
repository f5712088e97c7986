import type { FastifyBaseLogger } from 'fastify'
import { createLoginSessions } from './auth/login-session'
import { createAuthModule } from './auth/module'
import type { Bus } from './bus/bus'
import type { Clock } from './clock'
import { createMembers } from './committee/members/service'
import { createCommitteeModule } from './committee/module'
import { createReanchoring } from './comments/re-anchoring'
import { createCommentsService } from './comments/service'
import type { Database } from './db/client'
import { hasOpenRound } from './deliberation/open-rounds'
import { createDeliberationService } from './deliberation/service'
import { createDocumentsService } from './documents/service'
import { createSetAsidesService } from './documents/set-asides'
import { createDueJobs } from './due-jobs/service'
import { createExpectationsService } from './expectations/service'
import { createJournalReading } from './journal/reading'
import { createJournal } from './journal/service'
import { createLiveHub } from './live/hub'
import { createNotesService } from './notes/service'
import type { Mailer } from './notifications/mailer'
import { createOutbox } from './notifications/outbox'
import { createNotifications } from './notifications/service'
import { createPrismaStorage } from './realtime/prisma-storage'
import { createRooms, type RoomsOptions } from './realtime/rooms'
import { createRights } from './rights'
import { createRoadmapService } from './roadmap/service'
import { createStatementsService } from './statements/service'
import { createTraceService } from './trace/service'
import { compactInThread } from './compact-in-thread'
import { mendInThread } from './mend-in-thread'
import { createWorkers } from './workers/pool'

export type ServiceParts = {
  database: Database
  clock: Clock
  mailer: Mailer
  /** Where people reach this server: the beginning of every link in a message. */
  publicUrl: string
  log: FastifyBaseLogger
  /** The other processes that serve the same committees. */
  bus: Bus
  /** Who is told of the work of the realtime engine, and what it permits; nobody, and the usual, when absent. */
  realtime?: Pick<RoomsOptions, 'observer' | 'connectionsPerPerson'>
}

export type Services = ReturnType<typeof createServices>

/** Every service, each handed what it needs: the one place that knows them all. */
export function createServices(parts: ServiceParts) {
  const { database, clock, mailer, log, bus } = parts
  const members = createMembers({ database })
  const loginSessions = createLoginSessions(database)
  const workers = createWorkers()
  const core = {
    ...parts,
    members,
    loginSessions,
    workers,
    journal: createJournal(parts),
    dueJobs: createDueJobs(parts),
    notifications: createNotifications({ database, clock, mailer, log }),
    rooms: createRooms({
      storage: createPrismaStorage(database),
      log,
      bus: bus.hasPeers ? bus : undefined,
      compact: compactInThread(workers),
      mend: mendInThread(workers),
      ...parts.realtime,
    }),
    live: createLiveHub({
      bus,
      log,
      readCommitteeIds: async (personId) =>
        (await members.membershipsOf(personId)).map(({ committeeId }) => committeeId),
      readSignedIn: loginSessions.present,
    }),
  }
  const { rooms } = core
  const rights = createRights(core)

  const committee = createCommitteeModule({
    ...core,
    onMemberChanged: rights.personChanged,
  })
  const documents = createDocumentsService(core)
  const setAsides = createSetAsidesService({ ...core, documents })
  const comments = createCommentsService({ ...core, documents })
  const reanchoring = createReanchoring({ ...core, log })
  const statements = createStatementsService({
    ...core,
    rooms: {
      read: (documentId) => rooms.read(documentId),
      mend: (documentId) => rooms.mend(documentId),
      presence: (documentId) => rooms.presence(documentId),
      refreshAccess: rights.documentChanged,
    },
    committee: committee.committee,
    documents,
    comments,
    hasOpenRound,
  })
  const notes = createNotesService({ ...core, documents })
  const deliberation = createDeliberationService({ ...core, statements })
  const roadmap = createRoadmapService({ ...core, committee: committee.committee, deliberation })
  const trace = createTraceService({ database, roadmap, deliberation, statements })
  const expectations = createExpectationsService({
    ...core,
    invitations: committee.invitations,
    statements,
    deliberation,
    roadmap,
  })
  const auth = createAuthModule({
    ...core,
    committee,
    onSignedOut: rights.signedOut,
  })

  rooms.onStored((documentId) => {
    logged(statements.textStored(documentId))
    reanchoring.textStored(documentId)
  })
  rooms.onPresence((documentId) => logged(statements.presenceChanged(documentId)))
  rooms.onSetAside((documentId) => logged(setAsides.kept(documentId)))

  /** What open pages show is a matter of display: it may fail without harm to the text. */
  function logged(work: Promise<void>): void {
    work.catch((error: unknown) => log.error({ err: error }, 'open pages could not be kept true'))
  }

  return {
    ...core,
    committee,
    documents,
    setAsides,
    comments,
    reanchoring,
    statements,
    notes,
    deliberation,
    roadmap,
    trace,
    expectations,
    auth,
    rights,
    journalReading: createJournalReading(core),
    outbox: createOutbox(core),
  }
}
