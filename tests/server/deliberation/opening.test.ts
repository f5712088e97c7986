import { createHash } from 'node:crypto'
import { describe, expect } from 'vitest'
import { changeMember, listMembers } from '@reliance/shared/committee/contract'
import { closeRound, listRounds, openRound } from '@reliance/shared/deliberation/contract'
import { freezeStatement } from '@reliance/shared/statements/contract'
import { testDatabases } from '../../support/database'
import { joinCommittee } from '../../support/people'
import { outsiders } from '../documents/committee-suite'
import { day, minute, roundSuite } from './round-suite'

describe.each(testDatabases())('opening a round on $name', (database) => {
  const suite = roundSuite(database)
  const { test } = suite

  async function setVoice(personId: string, voice: 'voting' | 'advisory') {
    const { committeeId, coordinator } = suite.people
    const members = await suite.app.call(coordinator.cookie, listMembers, { params: { committeeId } })
    const memberId = members.find((one) => one.personId === personId)?.id ?? ''
    await suite.app.call(coordinator.cookie, changeMember, {
      params: { committeeId, memberId },
      body: { voice },
    })
  }

  test('[DL14] fixes its rules, their digest, its electorate and its deadline in one journalled act', async () => {
    const { coordinator, member, committeeId } = suite.people
    const frozen = await suite.freeze()
    const { status, body: round } = await suite.open(frozen.version.id)
    expect(status).toBe(201)
    const canonical =
      '{"method":"consent","quorumPerCollege":1,"quorumPercent":40,"silence":"non-participation"}'
    expect(round.rulesSha256).toBe(createHash('sha256').update(canonical).digest('hex'))
    expect(round).toMatchObject({
      committeeId,
      state: 'open',
      versionId: frozen.version.id,
      versionNumber: 1,
      versionSha256: frozen.version.sha256,
      statementId: frozen.id,
      electors: 1,
      answered: 0,
      isElector: false,
      result: null,
      decision: null,
      may: { answer: false, close: true, extend: true },
    })
    expect((await suite.read(round.id, member.cookie)).may).toEqual({
      answer: true,
      close: false,
      extend: false,
    })
    const [entry, ...others] = await suite.actsOn(round.id)
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      act: 'round-opened',
      actorId: coordinator.personId,
      digest: round.rulesSha256,
      comesFrom: [{ type: 'version', id: frozen.version.id }],
    })
    const job = await suite.app.database.prisma.dueJob.findFirst({ where: { objectId: round.id } })
    expect(job?.dueAt.toISOString()).toBe(round.closesAt)
  })

  test('is refused to everybody but a coordinator of that committee', async () => {
    const { version } = await suite.freeze()
    const { member, researcher, observer } = suite.people
    for (const { cookie } of [member, researcher, observer]) {
      const refused = await suite.open(version.id, {}, cookie)
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await suite.open(version.id, {}, cookie)).status).toBe(status)
    }
    expect((await suite.open('00000000-0000-4000-8000-000000000000')).status).toBe(404)
  })

  test('happens once at a time on a statement, even when asked twice at the same moment', async () => {
    const { version } = await suite.freeze()
    const answers = await Promise.all([1, 2, 3].map(() => suite.open(version.id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
    const refused = answers.filter(({ status }) => status === 409)
    expect(refused.map(({ body }) => body.code)).toEqual(['round-already-open', 'round-already-open'])
  })

  test('is on the latest frozen version of a statement that is in deliberation', async () => {
    const { coordinator } = suite.people
    const { round, frozen } = await suite.openOne()
    await suite.app.call(coordinator.cookie, closeRound, { params: { roundId: round.id } })
    const whileWritten = await suite.open(frozen.version.id)
    expect([whileWritten.status, whileWritten.body.code]).toEqual([409, 'wrong-state'])
    const params = { statementId: frozen.id }
    const second = await suite.app.call(coordinator.cookie, freezeStatement, { params })
    const onFirst = await suite.open(frozen.version.id)
    expect([onFirst.status, onFirst.body.code]).toEqual([409, 'wrong-state'])
    expect((await suite.open(second.id)).status).toBe(201)
  })

  test('[DL15] takes a deadline between one minute and one year away', async () => {
    const { version } = await suite.freeze()
    for (const away of [-day, 0, minute - 1000, 367 * day]) {
      const refused = await suite.open(version.id, { closesAt: suite.inTime(away) })
      expect([refused.status, refused.body.code, refused.body.field]).toEqual([
        400,
        'deadline-too-soon',
        'closesAt',
      ])
    }
    expect((await suite.open(version.id, { closesAt: suite.inTime(minute) })).status).toBe(201)
  })

  test('refuses what its form does not have', async () => {
    const { version } = await suite.freeze()
    const { cookie } = suite.people.coordinator
    const right = suite.roundBody()
    const ask = async (body: unknown) => {
      const answer = await suite.app.ask(cookie, openRound, { params: { versionId: version.id }, body })
      return [answer.status, answer.body.code, answer.body.field]
    }
    expect(await ask({ ...right, secret: true })).toEqual([400, 'unknown-field', 'secret'])
    expect(await ask({ ...right, title: ' ' })).toEqual([400, 'missing-field', 'title'])
    expect(await ask({ ...right, title: 'x'.repeat(201) })).toEqual([400, 'too-long', 'title'])
    expect(await ask({ ...right, closesAt: 'demain' })).toEqual([400, 'invalid-day', 'closesAt'])
    expect(await ask({ ...right, closesAt: '2030-06-30T23:59:60Z' })).toEqual([
      400,
      'deadline-too-soon',
      'closesAt',
    ])
    const rules = (over: object) => ({ ...right, rules: { ...right.rules, ...over } })
    expect(await ask(rules({ quorumPercent: 101 }))).toEqual([400, 'too-large', 'rules.quorumPercent'])
    expect(await ask(rules({ quorumPercent: '40' }))).toEqual([400, 'wrong-type', 'rules.quorumPercent'])
    expect(await ask(rules({ majority: 50 }))).toEqual([400, 'unknown-field', 'rules.majority'])
  })

  test('keeps the electorate as it stood: who comes later does not answer, who lost the voice neither', async () => {
    const { coordinator, committeeId, member } = suite.people
    const { round } = await suite.openOne()
    const late = await joinCommittee(suite.app, coordinator, committeeId, {
      name: 'Voix Tardive',
      roles: ['member'],
      voice: 'voting',
      college: 0,
    })
    expect(await suite.read(round.id, late.cookie)).toMatchObject({ isElector: false, electors: 1 })
    await setVoice(member.personId, 'advisory')
    expect(await suite.read(round.id, member.cookie)).toMatchObject({
      isElector: true,
      electors: 1,
      may: { answer: false },
    })
    await setVoice(late.personId, 'advisory')
    const { version } = await suite.freeze()
    const refused = await suite.open(version.id)
    expect([refused.status, refused.body.code]).toEqual([409, 'no-electors'])
    await setVoice(member.personId, 'voting')
  })

  test('is listed to each with their own part in it', async () => {
    const { committeeId, member, observer, stranger } = suite.people
    const { round } = await suite.openOne({ title: 'Un tour à lister' })
    const list = async (cookie: string) =>
      (await suite.app.call(cookie, listRounds, { params: { committeeId } })).find(
        ({ id }) => id === round.id,
      )
    expect(await list(member.cookie)).toMatchObject({ isElector: true, hasAnswered: false, outcome: null })
    expect(await list(observer.cookie)).toMatchObject({ isElector: false, electors: 1, answered: 0 })
    const input = { params: { committeeId } }
    expect((await suite.app.ask(stranger.cookie, listRounds, input)).status).toBe(404)
    expect((await suite.app.ask(null, listRounds, input)).status).toBe(401)
  })
})
