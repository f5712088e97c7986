import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  acceptInvitation,
  changeAddress,
  forgotPassword,
  me,
  readLink,
  resetPassword,
  setUp,
} from '@reliance/shared/auth/contract'
import { changeMember, invite, issueResetLink, listMembers } from '@reliance/shared/committee/contract'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, signInAs, testPassword, type TestCommittee } from '../../support/people'

describe.each(testDatabases())('links that work once on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee
  let memberId: string

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
    const members = await app.call(people.coordinator.cookie, listMembers, {
      params: { committeeId: people.committeeId },
    })
    memberId = members.find(({ personId }) => personId === people.member.personId)?.id ?? ''
  })
  afterAll(() => app?.close())

  const issue = (cookie: string | null) =>
    app.ask(cookie, issueResetLink, { params: { committeeId: people.committeeId, memberId } })
  const tokenOf = (url: string) => url.split('/').at(-1) ?? ''
  const reset = (token: string, password: string) =>
    app.ask(null, resetPassword, { params: { token }, body: { password } })

  it.skipIf(!available)('makes no second set-up link once somebody has an account', async () => {
    expect(await app.setUpLink()).toBeNull()
  })

  it.skipIf(!available)('says that an unknown link is unknown', async () => {
    const answer = await app.ask(null, readLink, { params: { token: 'x'.repeat(27) } })
    expect(answer.status).toBe(404)
    expect(answer.body.code).toBe('link-unknown')
    const body = {
      name: 'A',
      email: 'a@b.fr',
      password: testPassword,
      committeeName: 'C',
      programmeStart: '2027-10-01',
    }
    expect((await app.ask(null, setUp, { params: { token: 'x'.repeat(27) }, body })).status).toBe(404)
  })

  it.skipIf(!available)('issues a reset link to a coordinator only', async () => {
    expect((await issue(null)).status).toBe(401)
    expect((await issue(people.member.cookie)).status).toBe(403)
    expect((await issue(people.observer.cookie)).status).toBe(403)
    expect((await issue(people.stranger.cookie)).status).toBe(404)
    expect((await issue(people.coordinator.cookie)).status).toBe(201)
  })

  it.skipIf(!available)('resets once, ends every login, and journals who issued the link', async () => {
    const before = await signInAs(app, people.member.email)
    const token = tokenOf((await issue(people.coordinator.cookie)).body.url)
    const next = 'Trente-Campanules-2029'
    expect((await reset(token, 'court')).body).toMatchObject({ code: 'password-too-weak', field: 'password' })
    expect((await reset(token, next)).status).toBe(200)
    expect((await reset(token, next)).body.code).toBe('link-used')
    expect((await app.ask(before, me, {})).status).toBe(401)
    expect(await signInAs(app, people.member.email, next)).toBeTruthy()
    const entry = await app.database.prisma.journalEntry.findFirst({ where: { act: 'reset-link-issued' } })
    expect(entry).toMatchObject({ actorId: people.coordinator.personId, objectId: memberId })
  })

  it.skipIf(!available)(
    'ends an earlier reset link when a new one is made, and lets links expire',
    async () => {
      const first = tokenOf((await issue(people.coordinator.cookie)).body.url)
      const second = tokenOf((await issue(people.coordinator.cookie)).body.url)
      expect((await reset(first, testPassword)).body.code).toBe('link-unknown')
      app.clock.advance(48 * 3_600_000 + 1)
      expect((await reset(second, testPassword)).body.code).toBe('link-expired')
    },
  )

  it.skipIf(!available)(
    'does not let a coordinator take over somebody who coordinates another committee',
    async () => {
      const { coordinator, committeeId, stranger } = people
      const answer = await app.ask(stranger.cookie, forgotPassword, { body: { email: stranger.email } })
      expect(answer.body).toEqual({ mailSet: false })
      const list = await app.call(coordinator.cookie, listMembers, { params: { committeeId } })
      const mine = list.find(({ personId }) => personId === coordinator.personId)
      expect(mine?.roles).toContain('coordinator')
      const observerId = list.find(({ personId }) => personId === people.observer.personId)?.id ?? ''
      await app.call(coordinator.cookie, changeMember, {
        params: { committeeId, memberId: observerId },
        body: { roles: ['observer', 'coordinator'] },
      })
      const other = await app.ask(people.observer.cookie, issueResetLink, {
        params: { committeeId, memberId: mine?.id },
      })
      expect(other.status).toBe(403)
    },
  )

  it.skipIf(!available)('shows no reset link in the outbox', async () => {
    const outbox = await app.call(people.coordinator.cookie, listOutbox, {
      params: { committeeId: people.committeeId },
    })
    expect(outbox.messages.map(({ kind }) => kind)).not.toContain('reset')
  })

  it.skipIf(!available)('uses an invitation once', async () => {
    const params = { committeeId: people.committeeId }
    const body = { name: 'Une Fois', email: 'une.fois@essai.test', roles: ['member' as const] }
    await app.call(people.coordinator.cookie, invite, { params, body })
    const { messages } = await app.call(people.coordinator.cookie, listOutbox, { params })
    const message = messages.find(({ recipientEmail }) => recipientEmail === body.email)
    const token = /\/invitation\/([\w-]+)/.exec(message?.body ?? '')?.[1]
    const accept = () =>
      app.ask(null, acceptInvitation, { params: { token }, body: { password: testPassword } })
    expect((await accept()).status).toBe(201)
    expect((await accept()).body.code).toBe('link-used')
  })

  it.skipIf(!available)('changes an address with the password, to one that is free', async () => {
    const change = (email: string, password: string) =>
      app.ask(people.researcher.cookie, changeAddress, { body: { email, password } })
    expect((await change('neuve@essai.test', 'wrong')).body).toMatchObject({
      code: 'bad-password',
      field: 'password',
    })
    expect((await change(people.member.email, testPassword)).body).toMatchObject({
      code: 'address-in-use',
      field: 'email',
    })
    expect((await change('Neuve@Essai.test', testPassword)).body).toEqual({ confirmed: true })
    expect(await signInAs(app, 'neuve@essai.test')).toBeTruthy()
  })
})
