import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { me } from '@reliance/shared/auth/contract'
import * as contract from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, type TestCommittee } from '../../support/people'

describe.each(testDatabases())('a committee and its settings on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
  })
  afterAll(() => app?.close())

  const read = (committeeId = people.committeeId) =>
    app.call(people.coordinator.cookie, contract.readCommittee, { params: { committeeId } })
  const change = (body: unknown) =>
    app.ask(people.coordinator.cookie, contract.changeCommittee, {
      params: { committeeId: people.committeeId },
      body,
    })
  const lastActs = async (committeeId: string, limit: string) =>
    app.call(people.coordinator.cookie, readJournal, { params: { committeeId }, querystring: { limit } })

  it.skipIf(!available)('starts with five colleges, five axes and four modalities', async () => {
    const committee = await read()
    expect(committee).toMatchObject({ programmeStart: '2027-10-01', programmeYears: 3, demonstration: false })
    expect(committee.colleges.map(({ nameFr, memberCount }) => [nameFr, memberCount])).toEqual([
      ['Acteurs socio-économiques', 1],
      ['Enseignement supérieur et laboratoires', 1],
      ['Collectivités et institutions', 0],
      ['Acteurs de l’accompagnement', 0],
      ['Personnes physiques', 0],
    ])
    expect(committee.axes.map(({ nameFr, status }) => [nameFr, status])).toEqual([
      ['Mobilité', 'initial'],
      ['Agroalimentaire', 'initial'],
      ['Numérique', 'initial'],
      ['Transition écologique', 'available'],
      ['Bien-être et qualité de vie', 'available'],
    ])
    expect(committee.modalities.map(({ nameFr, enabled }) => [nameFr, enabled])).toEqual([
      ['Transfert', true],
      ['R&D territoriale', true],
      ['R&D interne', true],
      ['', false],
    ])
  })

  it.skipIf(!available)('lets a coordinator found another committee, and coordinate it', async () => {
    const body = { name: '  Deuxième comité ', territory: 'Livradois', programmeStart: '2028-01-01' }
    const { id } = await app.call(people.coordinator.cookie, contract.foundCommittee, { body })
    expect(await read(id)).toMatchObject({ name: 'Deuxième comité', territory: 'Livradois' })
    const { memberships } = await app.call(people.coordinator.cookie, me, {})
    expect(memberships.find(({ committeeId }) => committeeId === id)).toEqual({
      committeeId: id,
      committeeName: 'Deuxième comité',
      roles: ['coordinator'],
      collegeId: null,
      voice: 'advisory',
    })
    const acts = (await lastActs(id, '5')).map(({ act, actorId }) => [act, actorId])
    expect(acts).toEqual([
      ['member-joined', people.coordinator.personId],
      ['committee-founded', people.coordinator.personId],
    ])
  })

  it.skipIf(!available)('lets nobody else found one', async () => {
    const body = { name: 'Troisième', programmeStart: '2028-01-01' }
    for (const { cookie } of [people.member, people.researcher, people.observer])
      expect((await app.ask(cookie, contract.foundCommittee, { body })).status).toBe(403)
    expect((await app.ask(null, contract.foundCommittee, { body })).status).toBe(401)
  })

  it.skipIf(!available)('changes what is given and keeps the rest', async () => {
    const before = await read()
    const answer = await change({ programmeYears: 4, timeZone: 'America/Martinique', name: ' Autre nom ' })
    expect(answer.status).toBe(200)
    expect(await read()).toEqual({
      ...before,
      programmeYears: 4,
      timeZone: 'America/Martinique',
      name: 'Autre nom',
    })
    const [entry] = await lastActs(people.committeeId, '1')
    expect(entry).toMatchObject({
      act: 'settings-changed',
      objectType: 'committee',
      objectId: people.committeeId,
      actorId: people.coordinator.personId,
    })
  })

  it.skipIf(!available).each([
    ['an unknown field', { demonstration: true }, 'unknown-field', 'demonstration'],
    ['a wrong type', { programmeYears: 'trois' }, 'wrong-type', 'programmeYears'],
    ['too many years', { programmeYears: 11 }, 'too-large', 'programmeYears'],
    ['an over-long name', { name: 'a'.repeat(121) }, 'too-long', 'name'],
    ['a blank name', { name: '   ' }, 'missing-field', 'name'],
    ['no day', { programmeStart: '' }, 'missing-field', 'programmeStart'],
    ['no year', { programmeYears: 0 }, 'too-small', 'programmeYears'],
    ['a day that does not exist', { programmeStart: '2027-02-30' }, 'invalid-day', 'programmeStart'],
    ['a year before all calendars', { programmeStart: '0000-01-01' }, 'invalid-day', 'programmeStart'],
    ['an unknown time zone', { timeZone: 'Europe/Clermont' }, 'invalid-value', 'timeZone'],
    ['no object', ['x'], 'bad-input', undefined],
  ])('refuses %s and changes nothing', async (_, body, code, field) => {
    const before = await read()
    const answer = await change(body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, ...(field ? { field } : {}) })
    expect(await read()).toEqual(before)
  })
})
