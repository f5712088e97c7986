import { describe, expect } from 'vitest'
import { answerThread, resolveThread, startThread } from '@reliance/shared/comments/contract'
import { listMembers, readCommittee } from '@reliance/shared/committee/contract'
import { answerRound, closeRound } from '@reliance/shared/deliberation/contract'
import { readExpectations } from '@reliance/shared/expectations/contract'
import { addRoadmapItem } from '@reliance/shared/roadmap/contract'
import { freezeStatement } from '@reliance/shared/statements/contract'
import { testDatabases } from '../../support/database'
import { roundSuite } from '../deliberation/round-suite'
import { outsiders } from '../documents/committee-suite'

const anchor = {
  startPosition: 'AQID',
  endPosition: 'AQIE',
  quote: 'Le dernier bus',
  prefix: '',
  suffix: ' part à 18 h 10.',
}

describe.each(testDatabases())('what is expected of a person on $name', (database) => {
  const suite = roundSuite(database)
  const { test } = suite

  /** Of this object, or of none. */
  async function expected(cookie: string, objectId: string | null) {
    const params = { committeeId: suite.people.committeeId }
    const { items } = await suite.app.call(cookie, readExpectations, { params })
    return items.filter((item) => item.objectId === objectId)
  }
  const kinds = async (cookie: string, objectId: string | null) =>
    (await expected(cookie, objectId)).map(({ kind }) => kind)

  test('follows a statement from its writing to the roadmap', async () => {
    const { coordinator, member, researcher, observer, committeeId } = suite.people
    const { id, documentId } = await suite.begin('Le bus du soir')
    expect(await kinds(member.cookie, id)).toEqual(['write-statement'])
    expect(await kinds(coordinator.cookie, id)).toEqual([])

    await suite.type(documentId, member.personId, 'Le dernier bus part à 18 h 10.')
    await suite.move(member.cookie, id, 'peer_review')
    for (const { cookie } of [coordinator, researcher]) {
      expect(await expected(cookie, id)).toEqual([
        {
          kind: 'review-statement',
          objectId: id,
          title: 'Le bus du soir',
          dueAt: null,
          minutes: 10,
          count: 1,
        },
      ])
    }
    expect(await kinds(member.cookie, id)).toEqual([])
    expect(await kinds(observer.cookie, id)).toEqual([])

    const thread = await suite.app.call(researcher.cookie, startThread, {
      params: { documentId },
      body: { type: 'question', text: 'Tous les jours ?', anchor },
    })
    expect(await kinds(researcher.cookie, id)).toEqual([])
    expect(await kinds(member.cookie, id)).toEqual(['answer-threads'])
    const params = { threadId: thread.id }
    await suite.app.call(member.cookie, answerThread, { params, body: { text: 'Sauf le samedi.' } })
    expect(await kinds(member.cookie, id)).toEqual([])
    expect(await kinds(researcher.cookie, id)).toEqual(['read-answers'])
    await suite.app.call(researcher.cookie, resolveThread, { params, body: { outcome: 'integrated' } })
    expect(await kinds(researcher.cookie, id)).toEqual([])
    expect(await kinds(coordinator.cookie, id)).toEqual(['freeze-statement', 'review-statement'])

    const version = await suite.app.call(coordinator.cookie, freezeStatement, { params: { statementId: id } })
    expect(await kinds(coordinator.cookie, id)).toEqual(['open-round'])
    const { body: round } = await suite.open(version.id)
    expect(await kinds(coordinator.cookie, id)).toEqual([])
    expect(await expected(member.cookie, round.id)).toEqual([
      {
        kind: 'answer-round',
        objectId: round.id,
        title: round.title,
        dueAt: round.closesAt,
        minutes: 5,
        count: 1,
      },
    ])
    for (const { cookie } of [researcher, observer]) expect(await kinds(cookie, round.id)).toEqual([])
    expect(await kinds(coordinator.cookie, round.id)).toEqual(['remind-colleges'])

    const ofRound = { params: { roundId: round.id } }
    await suite.app.call(member.cookie, answerRound, { ...ofRound, body: { answer: 'no_objection' } })
    expect(await kinds(member.cookie, round.id)).toEqual([])
    expect(await kinds(coordinator.cookie, round.id)).toEqual(['close-round'])
    const { decision } = await suite.app.call(coordinator.cookie, closeRound, ofRound)
    const decisionId = decision?.id ?? ''
    expect(await kinds(coordinator.cookie, decisionId)).toEqual(['put-on-roadmap'])
    expect(await kinds(member.cookie, decisionId)).toEqual([])

    const ofCommittee = { params: { committeeId } }
    const { axes } = await suite.app.call(coordinator.cookie, readCommittee, ofCommittee)
    const [lead] = await suite.app.call(coordinator.cookie, listMembers, ofCommittee)
    await suite.app.call(member.cookie, addRoadmapItem, {
      ...ofCommittee,
      body: {
        decisionId,
        axisId: axes[0]?.id ?? '',
        title: 'Navette',
        question: '',
        frascatiType: 'not_rd',
        leadMemberId: lead?.id ?? '',
        startQuarter: 1,
        endQuarter: 1,
      },
    })
    expect(await kinds(coordinator.cookie, decisionId)).toEqual([])
  }, 90_000)

  test('of the coordinator, includes the messages that wait to be handed on', async () => {
    const { coordinator, member } = suite.people
    const handOn = (await expected(coordinator.cookie, null)).find(({ kind }) => kind === 'hand-on-messages')
    const waiting = await suite.app.database.prisma.outboxMessage.count({
      where: { committeeId: suite.people.committeeId, handledAt: null },
    })
    expect(handOn?.count ?? 0).toBe(waiting)
    expect(await kinds(member.cookie, null)).toEqual([])
  })

  test('is told to members of the committee only', async () => {
    const params = { committeeId: suite.people.committeeId }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await suite.app.ask(cookie, readExpectations, { params })).status).toBe(status)
    }
  })
})
