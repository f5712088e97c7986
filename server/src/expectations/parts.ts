import type { StatementInHand, ThreadInHand } from '@reliance/shared/expectations/circumstances'
import type { Clock } from '../clock'
import type { Members } from '../committee/members/service'
import type { Deliberation } from '../deliberation/service'
import type { Notifications } from '../notifications/service'
import type { Roadmaps } from '../roadmap/service'

/** What is asked of the other modules to say what is expected of somebody. */
export type ExpectationsParts = {
  clock: Clock
  members: Pick<Members, 'actorOf'> & { presentCount: (committeeId: string) => Promise<number> }
  invitations: { waitingCount: (committeeId: string) => Promise<number> }
  statements: {
    inHand: (committeeId: string, personId: string) => Promise<Omit<StatementInHand, 'hasOpenRound'>[]>
  }
  comments: { inHand: (committeeId: string) => Promise<ThreadInHand[]> }
  deliberation: Pick<Deliberation, 'inHand' | 'decisions'>
  roadmap: Pick<Roadmaps, 'decisionsOnRoadmap'>
  notifications: Pick<Notifications, 'outbox'>
}
