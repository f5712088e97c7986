import { beforeAll, describe, expect } from 'vitest'
import { answerRound, closeRound } from '@reliance/shared/deliberation/contract'
import { listMembers, readCommittee, removeMember } from '@reliance/shared/committee/contract'
import * as contract from '@reliance/shared/roadmap/contract'
import type { RoadmapItem } from '@reliance/shared/roadmap/schemas'
import { testDatabases } from '../../support/database'
import { joinCommittee } from '../../support/people'
import { roundSuite } from '../deliberation/round-suite'
import { outsiders } from '../documents/committee-suite'

describe.each(testDatabases())('the roadmap on $name', (database) => {
  const suite = roundSuite(database)
  const { test } = suite
  const given = {} as {
    adopted: string
    objected: string
    axisId: string
    leadMemberId: string
    foreign: string[]
  }

  async function decide(answer: 'no_objection' | 'objection'): Promise<string> {
    const { round } = await suite.openOne()
    const params = { roundId: round.id }
    const body = { answer, reason: 'Parce que' }
    await suite.app.call(suite.people.member.cookie, answerRound, { params, body })
    const { decision } = await suite.app.call(suite.people.coordinator.cookie, closeRound, { params })
    return decision?.id ?? ''
  }
  const memberIdOf = async (personId: string) => {
    const params = { committeeId: suite.people.committeeId }
    const members = await suite.app.call(suite.people.coordinator.cookie, listMembers, { params })
    return members.find((member) => member.personId === personId)?.id ?? ''
  }

  beforeAll(async () => {
    if (!database.available) return
    const { committeeId, coordinator, member, stranger } = suite.people
    const { axes } = await suite.app.call(coordinator.cookie, readCommittee, { params: { committeeId } })
    given.axisId = axes[0]?.id ?? ''
    given.leadMemberId = await memberIdOf(member.personId)
    given.adopted = await decide('no_objection')
    given.objected = await decide('objection')
    const [theirs] = await suite.app.services.members.membershipsOf(stranger.personId)
    const params = { committeeId: theirs?.committeeId ?? '' }
    const elsewhere = await suite.app.call(stranger.cookie, readCommittee, { params })
    const strangers = await suite.app.call(stranger.cookie, listMembers, { params })
    given.foreign = [elsewhere.axes[0]?.id ?? '', strangers[0]?.id ?? '']
  }, 120_000)

  const itemBody = (over: object = {}) => ({
    decisionId: given.adopted,
    axisId: given.axisId,
    title: 'Navette du soir',
    question: 'À quelles conditions une navette partagée tient-elle trois ans ?',
    frascatiType: 'applied',
    leadMemberId: given.leadMemberId,
    startQuarter: 2,
    endQuarter: 5,
    ...over,
  })
  const add = (cookie: string | null, over: object = {}) =>
    suite.app.ask(cookie, contract.addRoadmapItem, {
      params: { committeeId: suite.people.committeeId },
      body: itemBody(over),
    })
  const added = async (): Promise<RoadmapItem> => (await add(suite.people.member.cookie)).body
  const change = (cookie: string | null, itemId: string, body: object) =>
    suite.app.ask(cookie, contract.changeRoadmapItem, { params: { itemId }, body })
  const remove = (cookie: string | null, itemId: string) =>
    suite.app.ask(cookie, contract.removeRoadmapItem, { params: { itemId } })
  const restore = (cookie: string | null, itemId: string) =>
    suite.app.ask(cookie, contract.restoreRoadmapItem, { params: { itemId } })
  const read = (cookie = suite.people.observer.cookie) =>
    suite.app.call(cookie, contract.readRoadmap, { params: { committeeId: suite.people.committeeId } })

  test('has the twelve quarters of the programme, and says what its reader may do', async () => {
    const roadmap = await read()
    expect(roadmap.quarters).toHaveLength(12)
    expect(roadmap.quarters[0]).toEqual({
      number: 1,
      year: 2027,
      quarter: 4,
      start: '2027-10-01',
      end: '2027-12-31',
    })
    expect(roadmap.may).toEqual({ propose: false, edit: false })
    expect((await read(suite.people.member.cookie)).may).toEqual({ propose: true, edit: false })
    expect((await read(suite.people.coordinator.cookie)).may).toEqual({ propose: true, edit: true })
    const params = { committeeId: suite.people.committeeId }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await suite.app.ask(cookie, contract.readRoadmap, { params })).status).toBe(status)
    }
  })

  test('takes an item from an adopted decision, journalled with where it comes from', async () => {
    const { member } = suite.people
    const { status, body: item } = await add(member.cookie, { title: ' Navette du soir ' })
    expect(status).toBe(201)
    expect(item).toMatchObject({
      title: 'Navette du soir',
      decisionId: given.adopted,
      decisionNumber: 1,
      lead: { personId: member.personId, name: member.name },
      startQuarter: 2,
      endQuarter: 5,
    })
    expect((await read()).items).toContainEqual(item)
    expect(await suite.actsOn(item.id)).toEqual([
      expect.objectContaining({
        act: 'roadmap-item-added',
        actorId: member.personId,
        comesFrom: [{ type: 'decision', id: given.adopted }],
      }),
    ])
  })

  test('takes nothing from a decision that adopted nothing, nor from elsewhere', async () => {
    const { cookie } = suite.people.member
    const said = async (over: object) => {
      const { status, body } = await add(cookie, over)
      return [status, body.code, body.field]
    }
    const [axisId, leadMemberId] = given.foreign
    const nobody = '00000000-0000-4000-8000-000000000000'
    expect(await said({ decisionId: given.objected })).toEqual([409, 'decision-not-adopted', 'decisionId'])
    expect(await said({ decisionId: nobody })).toEqual([400, 'invalid-value', 'decisionId'])
    expect(await said({ axisId })).toEqual([400, 'invalid-value', 'axisId'])
    expect(await said({ leadMemberId })).toEqual([400, 'invalid-value', 'leadMemberId'])
    expect(await said({ startQuarter: 6 })).toEqual([400, 'end-before-start', 'endQuarter'])
    expect(await said({ endQuarter: 13 })).toEqual([400, 'out-of-programme', 'endQuarter'])
    expect(await said({ startQuarter: 14, endQuarter: 14 })).toEqual([
      400,
      'out-of-programme',
      'startQuarter',
    ])
    expect(await said({ startQuarter: 0 })).toEqual([400, 'too-small', 'startQuarter'])
    expect(await said({ startQuarter: '2' })).toEqual([400, 'wrong-type', 'startQuarter'])
    expect(await said({ title: '' })).toEqual([400, 'missing-field', 'title'])
    expect(await said({ question: 'x'.repeat(601) })).toEqual([400, 'too-long', 'question'])
    expect(await said({ frascatiType: 'magic' })).toEqual([400, 'invalid-value', 'frascatiType'])
    expect(await said({ budget: 3 })).toEqual([400, 'unknown-field', 'budget'])
  })

  test('is written to by those who may, and by nobody of another committee', async () => {
    const { member, researcher, observer } = suite.people
    for (const { cookie } of [researcher, observer]) expect((await add(cookie)).status).toBe(403)
    const { id } = await added()
    for (const { cookie } of [member, researcher, observer]) {
      expect((await change(cookie, id, { title: 'Autre' })).status).toBe(403)
      expect((await remove(cookie, id)).status).toBe(403)
      expect((await restore(cookie, id)).status).toBe(403)
    }
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await add(cookie)).status).toBe(status)
      expect((await change(cookie, id, { title: 'Autre' })).status).toBe(status)
      expect((await remove(cookie, id)).status).toBe(status)
      expect((await restore(cookie, id)).status).toBe(status)
    }
    expect((await read()).items.find((item) => item.id === id)?.title).toBe('Navette du soir')
  })

  test('is changed by a coordinator, field by field', async () => {
    const { cookie } = suite.people.coordinator
    const item = await added()
    const moved = await change(cookie, item.id, { endQuarter: 12 })
    expect(moved.body).toEqual({ ...item, endQuarter: 12, updatedAt: moved.body.updatedAt })
    expect((await change(cookie, item.id, {})).status).toBe(200)
    const refused = await change(cookie, item.id, { endQuarter: 1 })
    expect([refused.status, refused.body.code, refused.body.field]).toEqual([
      400,
      'end-before-start',
      'endQuarter',
    ])
    const other = await change(cookie, item.id, { decisionId: given.adopted })
    expect([other.status, other.body.code]).toEqual([400, 'unknown-field'])
    expect((await suite.actsOn(item.id)).map(({ act }) => act)).toEqual([
      'roadmap-item-changed',
      'roadmap-item-added',
    ])
  })

  test('lets an item be taken off and put back, each once', async () => {
    const { cookie } = suite.people.coordinator
    const item = await added()
    expect((await restore(cookie, item.id)).body.code).toBe('already-done')
    expect((await remove(cookie, item.id)).status).toBe(204)
    expect((await read()).items.map(({ id }) => id)).not.toContain(item.id)
    expect((await change(cookie, item.id, { title: 'Autre' })).status).toBe(404)
    expect((await remove(cookie, item.id)).status).toBe(409)
    const back = await restore(cookie, item.id)
    expect(back.body).toEqual({ ...item, updatedAt: back.body.updatedAt })
    expect((await read()).items).toContainEqual(back.body)
    expect((await suite.actsOn(item.id)).map(({ act }) => act)).toEqual([
      'roadmap-item-restored',
      'roadmap-item-removed',
      'roadmap-item-added',
    ])
  })

  test('keeps the name of a lead who left, whom nobody new can be given to', async () => {
    const { coordinator, committeeId } = suite.people
    const leaving = await joinCommittee(suite.app, coordinator, committeeId, {
      name: 'Pilote Sortante',
      roles: ['member'],
      college: 2,
    })
    const leadMemberId = await memberIdOf(leaving.personId)
    const { body: item } = await add(coordinator.cookie, { leadMemberId })
    const params = { committeeId, memberId: leadMemberId }
    await suite.app.call(coordinator.cookie, removeMember, { params })
    const renamed = await change(coordinator.cookie, item.id, { title: 'Navette du matin' })
    expect(renamed.body).toMatchObject({ title: 'Navette du matin', lead: { name: 'Pilote Sortante' } })
    expect((await add(coordinator.cookie, { leadMemberId })).body.field).toBe('leadMemberId')
  })
})
