import type { Caller } from '../caller'
import type { Members } from '../committee/members/service'
import type { Notifications } from './service'

export type Outbox = ReturnType<typeof createOutbox>

/** The messages that coordinators hand on themselves, because no mail server could take them. */
export function createOutbox(parts: {
  members: Pick<Members, 'authorise'>
  notifications: Pick<Notifications, 'outbox' | 'setHandled'>
}) {
  const { members, notifications } = parts

  return {
    async list(caller: Caller, committeeId: string) {
      await members.authorise(caller, committeeId, 'committee.administer')
      return notifications.outbox(committeeId, caller.personId)
    },

    async setHandled(
      caller: Caller,
      committeeId: string,
      messageId: string,
      handled: boolean,
    ): Promise<void> {
      await members.authorise(caller, committeeId, 'committee.administer')
      await notifications.setHandled(committeeId, messageId, handled)
    },
  }
}
