import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changePassword, me, signIn, signOut, signOutEverywhere } from '@reliance/shared/auth/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, signInAs, testPassword, type TestCommittee } from '../../support/people'

describe.each(testDatabases())('signing in on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
  })
  afterAll(() => app?.close())

  const wrong = (email: string, headers = {}) =>
    app.ask(null, signIn, { body: { email, password: 'not the right one' } }, headers)

  it.skipIf(!available)('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const answer = await app.http.inject({
      method: 'POST',
      url: '/api/auth/sign-in',
      payload: { email: people.member.email, password: testPassword },
    })
    const cookie = String(answer.headers['set-cookie'])
    expect(answer.statusCode).toBe(200)
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(answer.json().person).toEqual({
      id: people.member.personId,
      name: 'Membre Essai',
      email: people.member.email,
      locale: 'fr',
    })
  })

  it.skipIf(!available)('refuses a text with a NUL character by its field, and answers no 500', async () => {
    const answer = await app.ask(null, signIn, { body: { email: 'a\u0000@essai.test', password: 'x' } })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'invalid-value', field: 'email' })
  })

  it.skipIf(!available)('refuses a write from another site’s page', async () => {
    const body = { email: people.member.email, password: testPassword }
    const answer = await app.ask(null, signIn, { body }, { origin: 'https://elsewhere.example' })
    expect(answer.status).toBe(403)
    expect(answer.body.code).toBe('forbidden-origin')
    expect(answer.cookie).toBeNull()
  })

  it.skipIf(!available)('takes the address however it is typed', async () => {
    expect(await signInAs(app, ` ${people.member.email.toUpperCase()} `)).toBeTruthy()
  })

  it.skipIf(!available)(
    'answers an unknown address and a wrong password alike, in the reader’s language',
    async () => {
      const unknown = await wrong('nobody@essai.test')
      const known = await wrong(people.observer.email)
      expect(unknown.status).toBe(401)
      expect(unknown.body).toEqual(known.body)
      expect(unknown.body).toEqual({ code: 'wrong-credentials', message: 'Adresse ou mot de passe inexact.' })
      const english = await wrong('nobody@essai.test', { 'accept-language': 'en-GB,en' })
      expect(english.body.message).toBe('Wrong address or password.')
    },
  )

  it.skipIf(!available)(
    'refuses after five wrong passwords, says for how long, and lets in again afterwards',
    async () => {
      const email = people.researcher.email
      for (let attempt = 0; attempt < 5; attempt++) expect((await wrong(email)).status).toBe(401)
      const refused = await app.ask(null, signIn, { body: { email, password: testPassword } })
      expect(refused.status).toBe(429)
      expect(refused.body.message).toContain('15 min')
      app.clock.advance(15 * 60_000 + 1)
      expect(await signInAs(app, email)).toBeTruthy()
    },
  )

  it.skipIf(!available)('does not let many attempts at once pass together', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => wrong('burst@essai.test')))
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })

  it.skipIf(!available)('lets fifty people in at once behind one address', async () => {
    const { passwordHash } = await app.database.prisma.person.findUniqueOrThrow({
      where: { email: people.member.email },
    })
    const emails = Array.from({ length: 50 }, (_, index) => `salle${index}@essai.test`)
    await app.database.prisma.person.createMany({
      data: emails.map((email) => ({ email, name: 'Salle', passwordHash, createdAt: app.clock.now() })),
    })
    const statuses = await Promise.all(
      emails.map(
        async (email) => (await app.ask(null, signIn, { body: { email, password: testPassword } })).status,
      ),
    )
    expect(statuses).toEqual(emails.map(() => 200))
  })

  it.skipIf(!available)('signs out this browser only, then every browser', async () => {
    const first = await signInAs(app, people.observer.email)
    const second = await signInAs(app, people.observer.email)
    expect((await app.ask(first, signOut, {})).status).toBe(204)
    expect((await app.ask(first, me, {})).status).toBe(401)
    expect((await app.ask(second, me, {})).status).toBe(200)
    const third = await signInAs(app, people.observer.email)
    expect((await app.ask(third, signOutEverywhere, {})).status).toBe(204)
    expect((await app.ask(second, me, {})).status).toBe(401)
  })

  it.skipIf(!available)(
    'changes a password only with the current one, and signs the other browsers out',
    async () => {
      const other = await signInAs(app, people.member.email)
      const change = (currentPassword: string, newPassword: string) =>
        app.ask(people.member.cookie, changePassword, { body: { currentPassword, newPassword } })
      expect((await change('not this', 'Vingt-Hirondelles-2028')).body).toMatchObject({
        code: 'bad-password',
        field: 'currentPassword',
      })
      expect((await change(testPassword, 'court')).body).toMatchObject({
        code: 'password-too-weak',
        field: 'newPassword',
      })
      expect((await change(testPassword, 'Vingt-Hirondelles-2028')).status).toBe(204)
      expect((await app.ask(other, me, {})).status).toBe(401)
      expect((await app.ask(people.member.cookie, me, {})).status).toBe(200)
      expect(await signInAs(app, people.member.email, 'Vingt-Hirondelles-2028')).toBeTruthy()
    },
  )

  it.skipIf(!available)(
    'keeps no password, cookie secret or address of a failed attempt in the tables',
    async () => {
      const { prisma } = app.database
      const rows = JSON.stringify([
        await prisma.person.findMany(),
        await prisma.loginSession.findMany(),
        await prisma.signInFailure.findMany(),
      ])
      expect(rows).not.toContain(testPassword)
      expect(rows).not.toContain(people.coordinator.cookie.split('=')[1])
      expect(rows).not.toContain('burst@essai.test')
    },
  )
})
