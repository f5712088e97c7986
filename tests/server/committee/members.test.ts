import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { me } from '@reliance/shared/auth/contract'
import * as contract from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { joinCommittee, peopleCommittee, type TestCommittee, type TestPerson } from '../../support/people'

describe.each(testDatabases())('members on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee
  let params: { committeeId: string }

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
    params = { committeeId: people.committeeId }
  })
  afterAll(() => app?.close())

  const directory = (cookie = people.coordinator.cookie) => app.call(cookie, contract.listMembers, { params })
  const lineOf = async (person: TestPerson) => {
    const line = (await directory()).find(({ personId }) => personId === person.personId)
    if (!line) throw new Error(`${person.name} is not in the directory`)
    return line
  }
  const change = async (person: TestPerson, body: unknown) => {
    const memberId = (await lineOf(person)).id
    return app.ask(people.coordinator.cookie, contract.changeMember, {
      params: { ...params, memberId },
      body,
    })
  }
  const remove = async (person: TestPerson) => {
    const memberId = (await lineOf(person)).id
    return app.ask(people.coordinator.cookie, contract.removeMember, { params: { ...params, memberId } })
  }
  const lastEntry = async () =>
    (await app.call(people.coordinator.cookie, readJournal, { params, querystring: { limit: '1' } }))[0]

  it.skipIf(!available)('lists everybody by name, with addresses for coordinators only', async () => {
    const seen = await directory()
    expect(seen.map(({ name, email }) => [name, email])).toEqual([
      ['Coordination Essai', 'coordination@essai.test'],
      ['Membre Essai', people.member.email],
      ['Observation Essai', people.observer.email],
      ['Recherche Essai', people.researcher.email],
    ])
    const bare = await directory(people.member.cookie)
    expect(bare).toEqual(seen.map((line) => ({ ...line, email: null })))
    expect(JSON.stringify(bare)).not.toContain('@')
  })

  it.skipIf(!available)('changes what is given: organisation by name, several roles, a voice', async () => {
    const before = await lineOf(people.researcher)
    const changed = await change(people.researcher, {
      organisation: ' Laboratoire  Été ',
      roles: ['member', 'researcher'],
    })
    expect(changed.status).toBe(200)
    const after = { ...before, organisation: 'Laboratoire Été', roles: ['member', 'researcher'] }
    expect(changed.body).toEqual(after)
    expect(await lastEntry()).toMatchObject({
      act: 'member-changed',
      objectType: 'member',
      objectId: before.id,
    })
    await change(people.member, { organisation: 'laboratoire ete' })
    const { organisations } = await app.call(people.coordinator.cookie, contract.readCommittee, { params })
    expect(organisations.map(({ name, memberCount }) => [name, memberCount])).toEqual([
      ['Laboratoire Été', 2],
    ])
    await change(people.member, { organisation: null, voice: 'advisory' })
    expect(await lineOf(people.member)).toMatchObject({ organisation: null, voice: 'advisory' })
    const { memberships } = await app.call(people.member.cookie, me, {})
    expect(memberships[0]).toMatchObject({ voice: 'advisory' })
  })

  it.skipIf(!available)('refuses a college of another committee', async () => {
    const { memberships } = await app.call(people.stranger.cookie, me, {})
    const committeeId = memberships[0]?.committeeId ?? ''
    const other = await app.call(people.stranger.cookie, contract.readCommittee, { params: { committeeId } })
    const answer = await change(people.member, { collegeId: other.colleges[0]?.id })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'invalid-value', field: 'collegeId' })
  })

  it.skipIf(!available).each([
    ['no role', { roles: [] }, 'missing-field', 'roles'],
    ['a role twice', { roles: ['member', 'member'] }, 'invalid-value', 'roles'],
    ['an unknown role', { roles: ['chief'] }, 'invalid-value', 'roles.0'],
    ['an unknown voice', { voice: 'loud' }, 'invalid-value', 'voice'],
    ['an unknown field', { name: 'X' }, 'unknown-field', 'name'],
    ['an over-long organisation', { organisation: 'a'.repeat(121) }, 'too-long', 'organisation'],
  ])('refuses %s', async (_, body, code, field) => {
    const before = await lineOf(people.member)
    const answer = await change(people.member, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, field })
    expect(await lineOf(people.member)).toEqual(before)
  })

  it.skipIf(!available)('keeps at least one coordinator', async () => {
    const demoted = await change(people.coordinator, { roles: ['member'] })
    expect(demoted.status).toBe(409)
    expect(demoted.body).toMatchObject({ code: 'last-coordinator', field: 'roles' })
    expect((await remove(people.coordinator)).body).toMatchObject({ code: 'last-coordinator' })
    await change(people.researcher, { roles: ['researcher', 'coordinator'] })
    expect((await change(people.researcher, { roles: ['researcher'] })).status).toBe(200)
  })

  it.skipIf(!available)('keeps one of two coordinators who leave at the same moment', async () => {
    const role = { name: 'Seconde Coordination', roles: ['coordinator' as const] }
    const second = await joinCommittee(app, people.coordinator, people.committeeId, role)
    const mine = (await lineOf(people.coordinator)).id
    const theirs = (await lineOf(second)).id
    const leave = (cookie: string, memberId: string) =>
      app.ask(cookie, contract.removeMember, { params: { ...params, memberId } })
    const answers = await Promise.all([leave(people.coordinator.cookie, theirs), leave(second.cookie, mine)])
    expect(answers.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1)
    const left = answers[0].status === 204 ? people.coordinator : second
    people = { ...people, coordinator: left }
    expect((await directory(left.cookie)).filter(({ roles }) => roles.includes('coordinator'))).toHaveLength(
      1,
    )
  })

  it.skipIf(!available)(
    'ends a membership at once, keeps the name, and lets the person come back',
    async () => {
      const { id, collegeId } = await lineOf(people.member)
      expect((await remove(people.member)).status).toBe(204)
      expect(await lastEntry()).toMatchObject({ act: 'member-left', objectId: id })
      expect((await directory()).map(({ id }) => id)).not.toContain(id)
      const refused = await app.ask(people.member.cookie, contract.readCommittee, { params })
      expect(refused.status).toBe(404)
      expect((await app.call(people.member.cookie, me, {})).memberships).toEqual([])
      const marks = await app.services.members.marks(people.committeeId, [people.member.personId])
      expect([...marks.values()]).toEqual([
        { personId: people.member.personId, name: 'Membre Essai', collegeId },
      ])
      expect(await app.services.members.actorOf(people.member.personId, people.committeeId)).toBeNull()

      const again = { name: 'Membre Essai', roles: ['observer' as const], voice: 'none' as const }
      await joinCommittee(app, people.coordinator, people.committeeId, again)
      expect(await lineOf(people.member)).toMatchObject({ id, roles: ['observer'], voice: 'none' })
    },
  )

  it.skipIf(!available)('answers 404 to a member of another committee', async () => {
    const { memberships } = await app.call(people.stranger.cookie, me, {})
    const elsewhere = {
      committeeId: memberships[0]?.committeeId ?? '',
      memberId: (await lineOf(people.researcher)).id,
    }
    const { cookie } = people.stranger
    expect((await app.ask(cookie, contract.removeMember, { params: elsewhere })).status).toBe(404)
    const body = { voice: 'none' }
    expect((await app.ask(cookie, contract.changeMember, { params: elsewhere, body })).status).toBe(404)
    expect(await lineOf(people.researcher)).toMatchObject({ voice: 'advisory' })
  })
})
