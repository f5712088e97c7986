import { DomainError } from '@reliance/shared/errors'
import { checkPeriod } from '@reliance/shared/roadmap/period-rules'
import type { Caller } from '../caller'
import type { RoadmapParts } from './parts'
import type { ItemFields } from './store'

/** What an item has to fit in. */
type Surroundings = { axisIds: ReadonlySet<string>; leadIsPresent: boolean; quarters: number }

/** Read before the transaction that writes the item. */
export async function readSurroundings(
  { committee, members }: Pick<RoadmapParts, 'committee' | 'members'>,
  caller: Caller,
  committeeId: string,
  { leadMemberId }: Partial<ItemFields>,
): Promise<Surroundings> {
  const [{ axes, programmeYears }, lead] = await Promise.all([
    committee.read(caller, committeeId),
    leadMemberId === undefined ? null : members.personOfMember(committeeId, leadMemberId),
  ])
  return {
    axisIds: new Set(axes.map(({ id }) => id)),
    leadIsPresent: lead !== null,
    quarters: programmeYears * 4,
  }
}

/**
 * Whether fields fit, beyond the shape of each. Only what `change` brings is looked at, so that a title can be mended
 * after the lead has left or the programme was shortened.
 *
 * @throws DomainError naming the field.
 */
export function checkFields(
  { axisIds, leadIsPresent, quarters }: Surroundings,
  change: Partial<ItemFields>,
  standing: Pick<ItemFields, 'startQuarter' | 'endQuarter'>,
): void {
  const { axisId, leadMemberId, startQuarter, endQuarter } = change
  if (axisId !== undefined && !axisIds.has(axisId))
    throw new DomainError('invalid-value', { field: 'axisId' })
  if (leadMemberId !== undefined && !leadIsPresent) {
    throw new DomainError('invalid-value', { field: 'leadMemberId' })
  }
  if (startQuarter === undefined && endQuarter === undefined) return
  const period = {
    startQuarter: startQuarter ?? standing.startQuarter,
    endQuarter: endQuarter ?? standing.endQuarter,
  }
  const check = checkPeriod(period, quarters)
  if (!check.allowed) {
    throw new DomainError(check.code, { field: check.field, values: { maximum: quarters } })
  }
}

/** An item comes from what this committee adopted. */
export async function checkDecision(
  { deliberation }: Pick<RoadmapParts, 'deliberation'>,
  committeeId: string,
  decisionId: string,
): Promise<void> {
  const decision = await deliberation.decision(decisionId)
  if (decision?.committeeId !== committeeId) throw new DomainError('invalid-value', { field: 'decisionId' })
  if (decision.outcome !== 'adopted') throw new DomainError('decision-not-adopted', { field: 'decisionId' })
}
