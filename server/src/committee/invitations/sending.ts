import type { Invitation } from '@reliance/shared/committee/schemas'
import type { Caller } from '../../caller'
import type { Notifications } from '../../notifications/service'
import { instantText } from '../../notifications/texts'
import type { CommitteeSettingsService } from '../settings/service'

export type Issued = { invitation: Invitation; token: string }

export type InvitationSending = ReturnType<typeof createInvitationSending>

/** Hands each invitation's link to its address, by mail or through the outbox. */
export function createInvitationSending(parts: {
  notifications: Pick<Notifications, 'sendAll'>
  committee: Pick<CommitteeSettingsService, 'settings'>
  publicUrl: string
}) {
  const { notifications, committee, publicUrl } = parts

  return async function send(caller: Caller, committeeId: string, issued: readonly Issued[]): Promise<void> {
    const { name: committeeName, timeZone } = await committee.settings(committeeId)
    const { locale, personId: issuedById } = caller
    await notifications.sendAll(
      issued.map(({ invitation, token }) => ({
        committeeId,
        kind: 'invitation',
        to: invitation.email,
        locale,
        values: {
          name: invitation.name,
          committee: committeeName,
          url: `${publicUrl}/invitation/${token}`,
          expires: instantText(new Date(invitation.expiresAt), locale, timeZone),
        },
        issuedById,
      })),
    )
  }
}
