import { liveKey } from '@reliance/shared/live/protocol'
import type { LiveHub } from '../live/hub'

type Announced = { id: string; committeeId: string; statementId: string }

/** Tells the open pages that show a round, the list, or what is expected of their reader. */
export function announceRound(live: Pick<LiveHub, 'publish'>, { id, committeeId }: Announced): void {
  live.publish(committeeId, [
    liveKey.round(id),
    liveKey.rounds(committeeId),
    liveKey.expectations(committeeId),
  ])
}

/** The same when a round opens or closes: its statement changes with it. */
export function announceTurn(live: Pick<LiveHub, 'publish'>, round: Announced): void {
  const { committeeId, statementId } = round
  announceRound(live, round)
  live.publish(committeeId, [liveKey.statement(statementId), liveKey.statements(committeeId)])
}
