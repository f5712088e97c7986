import { describe, expect } from 'vitest'
import { me, signIn } from '@reliance/shared/auth/contract'
import { foundCommittee, listMembers, readCommittee, removeMember } from '@reliance/shared/committee/contract'
import { testDatabases } from '../../support/database'
import { joinCommittee, signInAs, testPassword } from '../../support/people'
import { erasureSuite } from './erasure-suite'

describe.each(testDatabases())('erasing an account on $name', (database) => {
  const suite = erasureSuite(database)
  const { test } = suite
  const stillThere = async (cookie: string) => (await suite.app.ask(cookie, me, {})).status === 200

  test('is refused to who is not signed in', async () => {
    const answer = await suite.erase(null)
    expect([answer.status, answer.body.code]).toEqual([401, 'not-signed-in'])
  })

  test.each([
    ['without the password', {}, 400, 'missing-field', 'password'],
    ['with an empty password', { password: '' }, 400, 'missing-field', 'password'],
    ['with another password', { password: 'not this one' }, 403, 'bad-password', 'password'],
    ['with a password that is no text', { password: 1 }, 400, 'wrong-type', 'password'],
    [
      'with a field that it does not know',
      { password: testPassword, personId: 'x' },
      400,
      'unknown-field',
      'personId',
    ],
  ])('is refused %s, and changes nothing', async (_, body, status, code, field) => {
    const { member } = suite.people
    const answer = await suite.erase(member.cookie, body)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({ code, field })
    expect(await stillThere(member.cookie)).toBe(true)
    expect(await suite.markOf(member)).toMatchObject({ name: member.name })
  })

  test('is refused to another site’s page', async () => {
    const { member } = suite.people
    const answer = await suite.erase(member.cookie, undefined, { origin: 'https://elsewhere.example' })
    expect(answer.body.code).toBe('forbidden-origin')
    expect(await stillThere(member.cookie)).toBe(true)
  })

  test('takes as few wrong passwords as signing in, and counts them together', async () => {
    const person = await suite.join('Essais Nombreux')
    for (let attempt = 0; attempt < 3; attempt += 1)
      await suite.app.ask(null, signIn, { body: { email: person.email, password: 'not this one' } })
    for (let attempt = 0; attempt < 2; attempt += 1)
      expect((await suite.erase(person.cookie, { password: 'not this one' })).status).toBe(403)
    const refused = await suite.erase(person.cookie)
    expect([refused.status, refused.body.code]).toEqual([429, 'too-many-attempts'])
    suite.app.clock.advance(15 * 60_000 + 1)
    expect((await suite.erase(person.cookie)).status).toBe(204)
  })

  test('is refused to the only coordinator, naming each committee and the mend', async () => {
    const { app, people } = suite
    const body = { name: 'Comité jumeau', programmeStart: '2028-01-01' }
    await app.call(people.coordinator.cookie, foundCommittee, { body })
    const answer = await suite.erase(people.coordinator.cookie)
    expect([answer.status, answer.body.code]).toEqual([409, 'only-coordinator'])
    expect(answer.body.message).toBe(
      'Vous êtes la seule personne à coordonner : Comité d’essai, Comité jumeau. Donnez d’abord ce rôle à quelqu’un d’autre, depuis sa page dans l’annuaire.',
    )
    // Of the third committee somebody else is coordinator too: that membership has not ended either.
    expect((await app.call(people.coordinator.cookie, me, {})).memberships).toHaveLength(3)
  })

  test('leaves one of two coordinators who erase their accounts at the same moment', async () => {
    const { app, people } = suite
    const body = { name: 'Comité à deux', programmeStart: '2028-01-01' }
    const founder = await joinCommittee(app, people.coordinator, people.committeeId, {
      name: 'Première Coordination',
      roles: ['coordinator'],
    })
    const { id: committeeId } = await app.call(founder.cookie, foundCommittee, { body })
    const second = await joinCommittee(app, founder, committeeId, {
      name: 'Seconde Coordination',
      roles: ['coordinator'],
    })
    const answers = await Promise.all([suite.erase(founder.cookie), suite.erase(second.cookie)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409])
    const left = answers[0].status === 204 ? second : founder
    const members = await app.call(left.cookie, listMembers, { params: { committeeId } })
    expect(members.map(({ personId }) => personId)).toEqual([left.personId])
  })

  test('clears the cookie and signs every browser out', async () => {
    const person = await suite.join('Deux Navigateurs')
    const other = await signInAs(suite.app, person.email)
    const answer = await suite.app.http.inject({
      method: 'POST',
      url: '/api/auth/erase-account',
      headers: { cookie: person.cookie },
      payload: { password: testPassword },
    })
    expect(answer.statusCode).toBe(204)
    expect(String(answer.headers['set-cookie'])).toMatch(/^reliance_login=;/)
    for (const cookie of [person.cookie, other]) expect(await stillThere(cookie)).toBe(false)
    const again = await suite.app.ask(null, signIn, {
      body: { email: person.email, password: testPassword },
    })
    expect([again.status, again.body.code]).toEqual([401, 'wrong-credentials'])
  })

  test('happens once when it is asked for twice at the same moment', async () => {
    const person = await suite.join('Deux Clics')
    const answers = await Promise.all([suite.erase(person.cookie), suite.erase(person.cookie)])
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401])
    const entries = await suite.app.database.prisma.journalEntry.findMany({
      where: { act: 'account-erased', objectId: person.personId },
    })
    expect(entries).toMatchObject([{ actorId: person.personId, committeeId: null, objectType: 'person' }])
  })

  test('is not undone by what was under way: a login that began, a name that was changing', async () => {
    const { app } = suite
    const person = await suite.join('En Chemin')
    const caller = { personId: person.personId, loginSessionId: 'none', locale: 'fr' as const }
    expect((await suite.erase(person.cookie)).status).toBe(204)
    const name = (await suite.markOf(person))?.name
    const { loginSessions, account } = app.services.auth
    const { token } = await loginSessions.begin(person.personId)
    expect(await loginSessions.read(token)).toBeNull()
    const begun = await app.database.prisma.loginSession.findMany({ where: { personId: person.personId } })
    expect(begun).toHaveLength(1)
    expect(await loginSessions.present(begun.map(({ id }) => id))).toEqual(new Set())
    await expect(account.changeProfile(caller, { name: person.name })).rejects.toMatchObject({
      code: 'not-signed-in',
    })
    expect((await suite.markOf(person))?.name).toBe(name)
  })

  test('is open to somebody who has left every committee', async () => {
    const { app, people } = suite
    const person = await suite.join('Déjà Parti')
    const line = (await suite.directory()).find(({ personId }) => personId === person.personId)
    const params = { committeeId: people.committeeId, memberId: line?.id ?? '' }
    await app.call(people.coordinator.cookie, removeMember, { params })
    expect((await suite.erase(person.cookie)).status).toBe(204)
    const { colleges } = await app.call(people.coordinator.cookie, readCommittee, { params })
    const mark = await suite.markOf(person)
    expect(mark?.collegeId).toBe(colleges[0]?.id)
    expect(mark?.name).toMatch(/^Membre \d\d \(.+\)$/)
    expect(mark?.name).toContain(`(${colleges[0]?.nameFr})`)
  })
})
