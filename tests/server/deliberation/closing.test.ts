import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { canonicalJson } from '@reliance/shared/deliberation/canonical'
import { answerRound, closeRound, extendRound, listDecisions } from '@reliance/shared/deliberation/contract'
import type { ConsentAnswer, Round } from '@reliance/shared/deliberation/schemas'
import { readStatement } from '@reliance/shared/statements/contract'
import { buildTestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { joinCommittee } from '../../support/people'
import { outsiders } from '../documents/committee-suite'
import { day, roundSuite } from './round-suite'

describe.each(testDatabases())('the end of a round on $name', (database) => {
  const suite = roundSuite(database)
  const { test } = suite

  const close = (cookie: string | null, roundId: string) =>
    suite.app.ask(cookie, closeRound, { params: { roundId } })
  const extend = (cookie: string | null, roundId: string, closesAt: string) =>
    suite.app.ask(cookie, extendRound, { params: { roundId }, body: { closesAt } })
  const decisions = (cookie = suite.people.member.cookie) =>
    suite.app.call(cookie, listDecisions, { params: { committeeId: suite.people.committeeId } })
  const stateOf = async (statementId: string) =>
    (await suite.app.call(suite.people.member.cookie, readStatement, { params: { statementId } })).state

  async function answered(answer: ConsentAnswer, reason = '') {
    const opened = await suite.openOne()
    const params = { roundId: opened.round.id }
    await suite.app.call(suite.people.member.cookie, answerRound, { params, body: { answer, reason } })
    return opened
  }

  test('[DL10] counts, records a decision and adopts the statement, in one journalled act', async () => {
    const { coordinator } = suite.people
    const { round, frozen } = await answered('no_objection')
    const before = await decisions()
    const { status, body: closed } = await close(coordinator.cookie, round.id)
    expect(status).toBe(200)
    expect(closed).toMatchObject({
      state: 'closed',
      outcome: 'adopted',
      closedAt: suite.app.clock.now().toISOString(),
      may: { answer: false, close: false, extend: false },
      result: { outcome: 'adopted', overall: { no_objection: 1, reservation: 0, objection: 0 } },
    })
    expect(await stateOf(frozen.id)).toBe('adopted')
    const [latest, ...earlier] = await decisions()
    expect(earlier).toEqual(before)
    expect(latest).toEqual(closed.decision)
    expect(latest).toMatchObject({
      number: before.length + 1,
      roundId: round.id,
      versionId: frozen.version.id,
    })

    const stored = await suite.app.database.prisma.round.findUniqueOrThrow({ where: { id: round.id } })
    const digest = createHash('sha256').update(canonicalJson(stored.result)).digest('hex')
    const [recorded] = await suite.actsOn(latest?.id ?? '')
    expect(recorded).toMatchObject({ act: 'decision-recorded', actorId: coordinator.personId, digest })
    expect(recorded?.comesFrom).toEqual(
      expect.arrayContaining([
        { type: 'round', id: round.id },
        { type: 'version', id: frozen.version.id },
      ]),
    )
    expect((await suite.actsOn(round.id)).map(({ act }) => act)).toEqual([
      'round-closed',
      'ballot-cast',
      'round-opened',
    ])
  })

  test('[DL10] shows the reasons of objections with their authors, and gives the text back to its writers', async () => {
    const { coordinator, observer, member } = suite.people
    const { round, frozen } = await answered('objection', 'Les saisonniers sont oubliés.')
    await close(coordinator.cookie, round.id)
    const seen = await suite.read(round.id, observer.cookie)
    expect(seen.outcome).toBe('objected')
    expect(seen.reasons).toEqual([
      {
        author: { personId: member.personId, name: member.name, collegeId: seen.participation[0]?.collegeId },
        answer: 'objection',
        reason: 'Les saisonniers sont oubliés.',
      },
    ])
    expect(await stateOf(frozen.id)).toBe('peer_review')
  })

  test('[DL7] [DL11] decides nothing when nobody answered, and hides the breakdown of small colleges', async () => {
    const { round } = await suite.openOne({ rules: { quorumPercent: 0, quorumPerCollege: 0 } })
    const silent = (await close(suite.people.coordinator.cookie, round.id)).body
    expect(silent.result).toMatchObject({ outcome: 'no_quorum', quorum: { met: false } })
    const { round: other } = await answered('no_objection')
    const small = (await close(suite.people.coordinator.cookie, other.id)).body
    expect(small.result?.byCollege).toEqual([
      expect.objectContaining({ electors: 1, answered: 1, counts: null }),
    ])
  })

  test('is for a coordinator, and happens once', async () => {
    const { coordinator, member, researcher, observer } = suite.people
    const { round } = await answered('no_objection')
    for (const { cookie } of [member, researcher, observer]) {
      expect((await close(cookie, round.id)).status).toBe(403)
      expect((await extend(cookie, round.id, suite.inTime(9 * day))).status).toBe(403)
    }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await close(cookie, round.id)).status).toBe(status)
      expect((await extend(cookie, round.id, suite.inTime(9 * day))).status).toBe(status)
      expect(
        (await suite.app.ask(cookie, listDecisions, { params: { committeeId: suite.people.committeeId } }))
          .status,
      ).toBe(status)
    }
    const before = (await decisions()).length
    const both = await Promise.all([close(coordinator.cookie, round.id), close(coordinator.cookie, round.id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await close(coordinator.cookie, round.id)).body.code).toBe('already-closed')
    expect(await decisions()).toHaveLength(before + 1)
  })

  test('numbers the decisions of rounds that close at the same moment without a gap or a double', async () => {
    const { cookie } = suite.people.coordinator
    const rounds: Round[] = []
    for (let count = 0; count < 4; count += 1) rounds.push((await answered('no_objection')).round)
    const closed = await Promise.all(rounds.map(({ id }) => close(cookie, id)))
    expect(closed.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    const numbers = (await decisions()).map(({ number }) => number)
    expect(numbers).toEqual(numbers.map((_, index) => numbers.length - index))
  })

  test('[DL5] is put back, never brought forward, while the round is open', async () => {
    const { cookie } = suite.people.coordinator
    const { round } = await suite.openOne({ closesAt: suite.inTime(2 * day) })
    for (const closesAt of [suite.inTime(day), round.closesAt, suite.inTime(400 * day)]) {
      const refused = await extend(cookie, round.id, closesAt)
      expect([refused.status, refused.body.code, refused.body.field]).toEqual([
        400,
        'deadline-too-soon',
        'closesAt',
      ])
    }
    const later = suite.inTime(4 * day)
    expect((await extend(cookie, round.id, later)).body.closesAt).toBe(later)
    expect((await suite.actsOn(round.id))[0]?.act).toBe('round-extended')

    suite.app.clock.set(round.closesAt)
    await suite.app.services.dueJobs.runDue()
    expect((await suite.read(round.id)).state).toBe('open')
    suite.app.clock.set(later)
    expect((await extend(cookie, round.id, suite.inTime(9 * day))).body.code).toBe('round-closed')
    await suite.app.services.dueJobs.runDue()
    expect((await suite.read(round.id)).state).toBe('closed')
    expect((await extend(cookie, round.id, suite.inTime(9 * day))).status).toBe(409)
  })

  test('comes by itself at the deadline, as an act of nobody', async () => {
    const { round } = await suite.openOne({ closesAt: suite.inTime(day) })
    suite.app.clock.advance(day - 1)
    await suite.app.services.dueJobs.runDue()
    expect((await suite.read(round.id)).state).toBe('open')
    suite.app.clock.advance(1)
    await suite.app.services.dueJobs.runDue()
    expect(await suite.read(round.id)).toMatchObject({ state: 'closed', outcome: 'no_quorum' })
    expect((await suite.actsOn(round.id))[0]).toMatchObject({ act: 'round-closed', actorId: null })
    const count = (await decisions()).length
    await suite.app.services.deliberation.closeAtDeadline(round.id)
    suite.app.clock.advance(day)
    await suite.app.services.dueJobs.runDue()
    expect(await decisions()).toHaveLength(count)
  })

  test('comes once when two processes and a coordinator are at it, and is caught up after downtime', async () => {
    const rounds: Round[] = []
    for (let count = 0; count < 3; count += 1) {
      rounds.push((await suite.openOne({ closesAt: suite.inTime(day) })).round)
    }
    const before = (await decisions()).length
    suite.app.clock.advance(5 * day)
    const other = await buildTestApp(suite.app.database)
    other.clock.set(suite.app.clock.now().toISOString())
    const byHand = rounds.map(({ id }) => close(suite.people.coordinator.cookie, id))
    const byDeadline = [suite.app, other].flatMap(({ services }) => [
      services.dueJobs.runDue(),
      ...rounds.map(({ id }) => services.deliberation.closeAtDeadline(id)),
    ])
    await Promise.all([...byHand, ...byDeadline])
    for (const { id } of rounds) {
      expect((await suite.read(id)).state).toBe('closed')
      const closings = (await suite.actsOn(id)).filter(({ act }) => act === 'round-closed')
      expect(closings).toHaveLength(1)
    }
    expect(await decisions()).toHaveLength(before + rounds.length)
    await other.http.close()
  }, 60_000)

  test('[DL11] [DL12] gives the counts of large colleges only, and the overall ones always', async () => {
    const { coordinator, committeeId } = suite.people
    const cookies: string[] = []
    for (let number = 1; number <= 11; number += 1) {
      const college = number <= 6 ? 1 : 2
      const who = { name: `Collège ${number}`, roles: ['member' as const], voice: 'voting' as const, college }
      cookies.push((await joinCommittee(suite.app, coordinator, committeeId, who)).cookie)
    }
    const { round } = await suite.openOne()
    for (const cookie of [...cookies, suite.people.member.cookie]) {
      const body = { answer: cookie === cookies[0] ? ('reservation' as const) : ('no_objection' as const) }
      await suite.app.call(cookie, answerRound, { params: { roundId: round.id }, body })
    }
    const { body: closed } = await close(coordinator.cookie, round.id)
    expect(closed.result?.overall).toEqual({ no_objection: 11, reservation: 1, objection: 0 })
    const shown = closed.result?.byCollege.map(({ answered, counts }) => [
      answered,
      counts && counts.reservation,
    ])
    expect(shown?.sort()).toEqual([
      [1, null],
      [5, null],
      [6, 1],
    ])
  }, 90_000)
})
