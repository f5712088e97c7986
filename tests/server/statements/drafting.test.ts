import { describe, expect } from 'vitest'
import { foundCommittee, readCommittee } from '@reliance/shared/committee/contract'
import {
  changeStatement,
  createStatement,
  listStatements,
  readStatement,
  readStatementText,
} from '@reliance/shared/statements/contract'
import { statementSections } from '@reliance/shared/statements/template'
import { testDatabases } from '../../support/database'
import { committeeSuite, outsiders } from '../documents/committee-suite'

describe.each(testDatabases())('beginning and naming statements on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite

  const create = (cookie: string | null, body: unknown = { title: 'Titre', axisIds: [] }) =>
    suite.app.ask(cookie, createStatement, { params: { committeeId: suite.people.committeeId }, body })
  const read = (cookie: string, statementId: string) =>
    suite.app.call(cookie, readStatement, { params: { statementId } })
  const change = (cookie: string | null, statementId: string, body: unknown) =>
    suite.app.ask(cookie, changeStatement, { params: { statementId }, body })
  const axes = async () => {
    const { coordinator, committeeId } = suite.people
    return (await suite.app.call(coordinator.cookie, readCommittee, { params: { committeeId } })).axes
  }

  test('begins from the template, whose words belong to nobody', async () => {
    const { id } = await suite.begin()
    const { cookie } = suite.people.observer
    const text = await suite.app.call(cookie, readStatementText, { params: { statementId: id } })
    const headings = text.blocks.filter(({ section }) => section !== null)
    expect(headings.map(({ section }) => section)).toEqual(statementSections.map((section) => section.id))
    expect(headings[0]?.runs).toEqual([{ text: 'Constats' }])
    expect(text.authors).toEqual([])
  })

  test('attributes words to the person and college that wrote them', async () => {
    const { member, coordinator } = suite.people
    const { id, documentId } = await suite.begin()
    await suite.type(documentId, member.personId, 'Le dernier bus part à 18 h.')
    await suite.type(documentId, coordinator.personId, 'Et le dimanche ?')
    const text = await suite.app.call(member.cookie, readStatementText, { params: { statementId: id } })
    const [first] = await read(member.cookie, id).then((statement) => [statement.createdBy])
    expect(text.authors).toEqual([
      first,
      { personId: coordinator.personId, name: coordinator.name, collegeId: null },
    ])
    expect(first?.collegeId).not.toBeNull()
    expect(text.blocks.flatMap(({ runs }) => runs).filter((run) => run.author !== undefined)).toEqual([
      { text: 'Le dernier bus part à 18 h.', author: 0 },
      { text: 'Et le dimanche ?', author: 1 },
    ])
  })

  test('is for members and coordinators', async () => {
    const { coordinator, member, researcher, observer } = suite.people
    expect((await create(coordinator.cookie)).status).toBe(201)
    expect((await create(member.cookie)).status).toBe(201)
    expect((await create(researcher.cookie)).status).toBe(403)
    expect((await create(observer.cookie)).status).toBe(403)
    for (const [, cookie, status] of outsiders(suite.people))
      expect((await create(cookie)).status).toBe(status)
  })

  test('journals the act, with ids only', async () => {
    const { id } = await suite.begin('Un titre que le journal ne cite pas')
    const [entry] = await suite.journal()
    expect(entry).toMatchObject({
      act: 'statement-created',
      objectType: 'statement',
      objectId: id,
      actorId: suite.people.member.personId,
    })
    expect(JSON.stringify(entry)).not.toContain('titre')
  })

  test('refuses what is not a statement', async () => {
    const { cookie } = suite.people.member
    const refusal = async (body: unknown) => {
      const answer = await create(cookie, body)
      return { status: answer.status, code: answer.body.code, field: answer.body.field }
    }
    expect(await refusal({ title: 'a', axisIds: [], state: 'adopted' })).toEqual({
      status: 400,
      code: 'unknown-field',
      field: 'state',
    })
    expect(await refusal({ title: 3, axisIds: [] })).toEqual({
      status: 400,
      code: 'wrong-type',
      field: 'title',
    })
    expect(await refusal({ title: ' ', axisIds: [] })).toEqual({
      status: 400,
      code: 'missing-field',
      field: 'title',
    })
    expect(await refusal({ title: 'a'.repeat(201), axisIds: [] })).toEqual({
      status: 400,
      code: 'too-long',
      field: 'title',
    })
    expect(await refusal({ title: 'a' })).toEqual({ status: 400, code: 'missing-field', field: 'axisIds' })
    expect(await refusal({ title: 'a', axisIds: ['axe'] })).toMatchObject({ status: 400, field: 'axisIds.0' })
  })

  test('refuses an axis of another committee', async () => {
    const { coordinator, member } = suite.people
    const { id: otherId } = await suite.app.call(coordinator.cookie, foundCommittee, {
      body: { name: 'Voisin', programmeStart: '2027-10-01' },
    })
    const other = await suite.app.call(coordinator.cookie, readCommittee, {
      params: { committeeId: otherId },
    })
    const [own] = await axes()
    const answer = await create(member.cookie, { title: 'a', axisIds: [own?.id, other.axes[0]?.id] })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'invalid-value', field: 'axisIds.1' })
  })

  test('changes the title or the axes, one without the other', async () => {
    const { member } = suite.people
    const [first, second] = (await axes()).map((axis) => axis.id)
    const { id } = await suite.begin('Avant', [first ?? ''])
    const renamed = await change(member.cookie, id, { title: '  Après  ' })
    expect(renamed.body).toMatchObject({ title: 'Après', axisIds: [first] })
    const sorted = await change(member.cookie, id, { axisIds: [second, first] })
    expect(sorted.body).toMatchObject({ title: 'Après', axisIds: [first, second] })
    expect((await change(member.cookie, id, { axisIds: [] })).body.axisIds).toEqual([])
    expect((await suite.journal())[0]).toMatchObject({ act: 'statement-changed', objectId: id })
  })

  test('lets only those who may write change it, and only while it is written', async () => {
    const { coordinator, member, researcher, observer } = suite.people
    const { id } = await suite.begin()
    expect((await change(researcher.cookie, id, { title: 'b' })).status).toBe(403)
    expect((await change(observer.cookie, id, { title: 'b' })).status).toBe(403)
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await change(cookie, id, { title: 'b' })).status).toBe(status)
    }
    await suite.move(coordinator.cookie, id, 'set_aside', 'Doublon')
    const late = await change(member.cookie, id, { title: 'b' })
    expect([late.status, late.body.code]).toEqual([409, 'wrong-state'])
    expect((await change(observer.cookie, id, { title: 'b' })).status).toBe(403)
    expect((await read(member.cookie, id)).title).toBe('Les derniers kilomètres')
  })

  test('lists to every member, and to nobody else', async () => {
    const { committeeId, observer } = suite.people
    const list = (cookie: string | null) => suite.app.ask(cookie, listStatements, { params: { committeeId } })
    const { id, documentId } = await suite.begin('Pour la liste')
    const answer = await list(observer.cookie)
    const mine = (answer.body as unknown as { id: string }[]).find((statement) => statement.id === id)
    expect(mine).toMatchObject({
      documentId,
      title: 'Pour la liste',
      state: 'draft',
      openThreads: 0,
      presence: [],
    })
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await list(cookie)).status).toBe(status)
      expect((await suite.app.ask(cookie, readStatement, { params: { statementId: id } })).status).toBe(
        status,
      )
      expect((await suite.app.ask(cookie, readStatementText, { params: { statementId: id } })).status).toBe(
        status,
      )
    }
  })

  test('keeps the time of the last words, to within ten seconds', async () => {
    const { member } = suite.people
    const { id, documentId } = await suite.begin()
    const begun = (await read(member.cookie, id)).updatedAt
    suite.app.clock.advance(60_000)
    await suite.type(documentId, member.personId, 'Bonjour')
    await expect.poll(async () => (await read(member.cookie, id)).updatedAt).not.toBe(begun)
    expect(Date.parse((await read(member.cookie, id)).updatedAt) - Date.parse(begun)).toBe(60_000)
  })

  test('says to each reader what they may do', async () => {
    const { id } = await suite.begin()
    const { coordinator, member, researcher, observer } = suite.people
    const nothing = {
      write: false,
      comment: false,
      freeze: false,
      inviteWriters: false,
      openRound: false,
      moveTo: [],
    }
    const mayOf = async (cookie: string) => (await read(cookie, id)).may
    expect(await mayOf(observer.cookie)).toEqual(nothing)
    expect(await mayOf(researcher.cookie)).toEqual({ ...nothing, comment: true })
    expect(await mayOf(member.cookie)).toEqual({
      ...nothing,
      comment: true,
      write: true,
      moveTo: ['peer_review'],
    })
    expect(await mayOf(coordinator.cookie)).toEqual({
      ...nothing,
      comment: true,
      write: true,
      inviteWriters: true,
      moveTo: ['peer_review', 'set_aside'],
    })
    await suite.move(member.cookie, id, 'peer_review')
    expect((await mayOf(coordinator.cookie)).freeze).toBe(true)
    expect((await mayOf(coordinator.cookie)).moveTo).toEqual(['draft', 'set_aside'])
  })
})
