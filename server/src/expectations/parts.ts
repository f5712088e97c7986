import type { Clock } from '../clock'
import type { Invitations } from '../committee/invitations/service'
import type { Members } from '../committee/members/service'
import type { Deliberation } from '../deliberation/service'
import type { Notifications } from '../notifications/service'
import type { Roadmaps } from '../roadmap/service'
import type { Statements } from '../statements/service'

/** What is asked of the other modules to say what is expected of somebody. */
export type ExpectationsParts = {
  clock: Clock
  members: Pick<Members, 'actorOf' | 'directory'>
  invitations: Pick<Invitations, 'list'>
  statements: Pick<Statements, 'inHand'>
  deliberation: Pick<Deliberation, 'inHand' | 'decisions'>
  roadmap: Pick<Roadmaps, 'decisionsOnRoadmap'>
  notifications: Pick<Notifications, 'outbox'>
}
