import { can, type Actor } from '@reliance/shared/committee/permissions'
import { DomainError } from '@reliance/shared/errors'
import { expectations, type Expectation } from '@reliance/shared/expectations/expectations'
import type { Caller } from '../caller'
import type { ExpectationsParts } from './parts'

export type Expectations = ReturnType<typeof createExpectationsService>

/** « Ce qu’on attend de moi »: gathers how things stand from the modules that know, and lets the pure rule say it. */
export function createExpectationsService(parts: ExpectationsParts) {
  const { clock, members, invitations, statements, deliberation, roadmap, notifications } = parts

  async function decisionsWithoutItem(caller: Caller, committeeId: string) {
    const [decisions, placed] = await Promise.all([
      deliberation.decisions(caller, committeeId),
      roadmap.decisionsOnRoadmap(committeeId),
    ])
    return decisions
      .filter(({ id, outcome }) => outcome === 'adopted' && !placed.has(id))
      .map(({ id, roundTitle }) => ({ id, title: roundTitle }))
  }

  /** Only for those who administer: nobody else is expected to do anything about it. */
  async function administration(actor: Actor, caller: Caller, committeeId: string) {
    if (!can(actor, 'committee.administer')) return { messagesToHandOn: 0, membersAndInvited: 0 }
    const [{ messages }, present, invited] = await Promise.all([
      notifications.outbox(committeeId, actor.personId),
      members.directory(caller, committeeId),
      invitations.list(caller, committeeId),
    ])
    return {
      messagesToHandOn: messages.filter(({ handledAt }) => handledAt === null).length,
      membersAndInvited: present.length + invited.filter(({ state }) => state === 'waiting').length,
    }
  }

  return {
    async read(caller: Caller, committeeId: string): Promise<{ items: Expectation[] }> {
      const me = await members.actorOf(caller.personId, committeeId)
      if (!me || !can(me, 'committee.read')) throw new DomainError('not-found')
      const [rounds, { statements: inHand, threads }, decisions, administered] = await Promise.all([
        deliberation.inHand(committeeId, me.personId),
        statements.inHand(committeeId, me.personId),
        decisionsWithoutItem(caller, committeeId),
        administration(me, caller, committeeId),
      ])
      const underRound = new Set(rounds.map(({ statementId }) => statementId))
      const items = expectations({
        me,
        now: clock.now().toISOString(),
        rounds,
        statements: inHand.map((one) => ({ ...one, hasOpenRound: underRound.has(one.id) })),
        threads,
        decisionsWithoutItem: decisions,
        ...administered,
      })
      return { items }
    },
  }
}
