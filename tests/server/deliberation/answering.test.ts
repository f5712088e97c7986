import { describe, expect } from 'vitest'
import { answerRound, closeRound } from '@reliance/shared/deliberation/contract'
import { testDatabases } from '../../support/database'
import { joinCommittee, type TestPerson } from '../../support/people'
import { outsiders } from '../documents/committee-suite'
import { day, roundSuite } from './round-suite'

describe.each(testDatabases())('answering a round on $name', (database) => {
  const suite = roundSuite(database)
  const { test } = suite

  const answer = (cookie: string | null, roundId: string, body: unknown) =>
    suite.app.ask(cookie, answerRound, { params: { roundId }, body })
  const said = ({ status, body }: Awaited<ReturnType<typeof answer>>) => [status, body.code, body.field]

  test('[DL3] [DL4] is taken and changed while the round is open, and shown to its author', async () => {
    const { member } = suite.people
    const { round } = await suite.openOne()
    const first = await answer(member.cookie, round.id, { answer: 'no_objection' })
    expect(first.body).toMatchObject({ answered: 1, hasAnswered: true, myAnswer: { answer: 'no_objection' } })
    suite.app.clock.advance(1000)
    const body = { answer: 'objection', reason: ' Les saisonniers sont oubliés. ' }
    const second = await answer(member.cookie, round.id, body)
    expect(second.body.answered).toBe(1)
    expect(second.body.myAnswer).toEqual({
      answer: 'objection',
      reason: 'Les saisonniers sont oubliés.',
      updatedAt: suite.app.clock.now().toISOString(),
    })
  })

  test('is journalled as an act of its author, without the answer', async () => {
    const { member } = suite.people
    const { round } = await suite.openOne()
    await answer(member.cookie, round.id, { answer: 'reservation', reason: 'Le coût' })
    const [entry] = await suite.actsOn(round.id)
    expect(entry).toMatchObject({ act: 'ballot-cast', actorId: member.personId, digest: null, comesFrom: [] })
    expect(JSON.stringify(entry)).not.toMatch(/reservation|coût/i)
  })

  test('is seen by nobody else before the close, not even by the coordinator', async () => {
    const { member, coordinator, observer } = suite.people
    const { round } = await suite.openOne()
    const reason = 'Une limite est franchie'
    await answer(member.cookie, round.id, { answer: 'objection', reason })
    for (const { cookie } of [coordinator, observer]) {
      const seen = await suite.read(round.id, cookie)
      expect(seen).toMatchObject({ answered: 1, result: null, reasons: [], myAnswer: null })
      expect(seen.participation).toEqual([{ collegeId: expect.any(String), electors: 1, answered: 1 }])
      expect(JSON.stringify(seen)).not.toMatch(/"objection"|franchie/)
    }
  })

  test('[DL3] needs a reason when it is an objection', async () => {
    const { member } = suite.people
    const { round } = await suite.openOne()
    for (const body of [{ answer: 'objection' }, { answer: 'objection', reason: ' \n ' }]) {
      expect(said(await answer(member.cookie, round.id, body))).toEqual([400, 'reason-required', 'reason'])
    }
    expect((await suite.read(round.id)).answered).toBe(0)
  })

  test('is refused to those who are not electors', async () => {
    const { coordinator, researcher, observer } = suite.people
    const { round } = await suite.openOne()
    for (const { cookie } of [coordinator, researcher, observer]) {
      const refused = await answer(cookie, round.id, { answer: 'no_objection' })
      expect([refused.status, refused.body.code]).toEqual([403, 'not-an-elector'])
    }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await answer(cookie, round.id, { answer: 'no_objection' })).status).toBe(status)
    }
    expect((await suite.read(round.id)).answered).toBe(0)
  })

  test('[DL4] is refused from the deadline on, before the round is closed, and after', async () => {
    const { coordinator, member } = suite.people
    const { round } = await suite.openOne({ closesAt: suite.inTime(day) })
    suite.app.clock.set(round.closesAt)
    const late = await answer(member.cookie, round.id, { answer: 'no_objection' })
    expect(said(late)).toEqual([409, 'round-closed', undefined])
    expect(await suite.read(round.id, member.cookie)).toMatchObject({ state: 'open', may: { answer: false } })
    await suite.app.call(coordinator.cookie, closeRound, { params: { roundId: round.id } })
    expect(said(await answer(member.cookie, round.id, { answer: 'no_objection' }))[1]).toBe('round-closed')
  })

  test('refuses what its form does not have', async () => {
    const { cookie } = suite.people.member
    const { round } = await suite.openOne()
    expect(said(await answer(cookie, round.id, { answer: 'yes' }))).toEqual([400, 'invalid-value', 'answer'])
    expect(said(await answer(cookie, round.id, {}))).toEqual([400, 'missing-field', 'answer'])
    const long = { answer: 'objection', reason: 'x'.repeat(2001) }
    expect(said(await answer(cookie, round.id, long))).toEqual([400, 'too-long', 'reason'])
    const asAnother = { answer: 'no_objection', personId: suite.people.observer.personId }
    expect(said(await answer(cookie, round.id, asAnother))).toEqual([400, 'unknown-field', 'personId'])
    expect((await answer(cookie, 'not-an-id', { answer: 'no_objection' })).status).toBe(400)
  })

  test('keeps the answers of people who answer at the same moment', async () => {
    const { coordinator, committeeId } = suite.people
    const people: TestPerson[] = []
    for (let number = 1; number <= 10; number += 1) {
      const who = {
        name: `Voix ${number}`,
        roles: ['member' as const],
        voice: 'voting' as const,
        college: number % 5,
      }
      people.push(await joinCommittee(suite.app, coordinator, committeeId, who))
    }
    const { round } = await suite.openOne()
    const answers = await Promise.all(
      people.map(({ cookie }) => answer(cookie, round.id, { answer: 'no_objection' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(people.map(() => 200))
    expect(await suite.read(round.id)).toMatchObject({ electors: 11, answered: 10 })
  }, 60_000)
})
