import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptInvitation, me, readLink } from '@reliance/shared/auth/contract'
import * as contract from '@reliance/shared/committee/contract'
import { readJournal } from '@reliance/shared/journal/contract'
import { listOutbox } from '@reliance/shared/notifications/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, testPassword, type TestCommittee } from '../../support/people'

const day = 24 * 60 * 60 * 1000

describe.each(testDatabases())('invitations on $name', ({ available, open }) => {
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

  const invite = (email: string, more: object = {}) =>
    app.ask(people.coordinator.cookie, contract.invite, {
      params,
      body: { email, name: 'Invité·e', roles: ['member'], ...more },
    })
  const messagesTo = async (email: string) => {
    const { messages } = await app.call(people.coordinator.cookie, listOutbox, { params })
    return messages.filter(({ recipientEmail }) => recipientEmail === email)
  }
  const tokenFor = async (email: string) => {
    const [message] = await messagesTo(email)
    return /http:\/\/reliance\.test\/invitation\/([\w-]{20,})\s/.exec(message?.body ?? '')?.[1] ?? ''
  }
  const linkOf = (token: string) => app.ask(null, readLink, { params: { token } })
  const accept = (token: string) =>
    app.ask(null, acceptInvitation, { params: { token }, body: { password: testPassword } })
  const stateOf = async (id: string) =>
    (await app.call(people.coordinator.cookie, contract.listInvitations, { params })).find(
      (invitation) => invitation.id === id,
    )?.state
  const lastActs = async (limit: number) =>
    app.call(people.coordinator.cookie, readJournal, { params, querystring: { limit: String(limit) } })
  const revoke = (invitationId: string) =>
    app.ask(people.coordinator.cookie, contract.revokeInvitation, { params: { ...params, invitationId } })
  const renew = (invitationId: string) =>
    app.ask(people.coordinator.cookie, contract.renewInvitation, { params: { ...params, invitationId } })

  it.skipIf(!available)('lets one person in, once, as what they were invited as', async () => {
    const { colleges } = await app.call(people.coordinator.cookie, contract.readCommittee, { params })
    const collegeId = colleges[2]?.id
    const invited = await invite(' Une.Fois@Essai.test'.trim(), { collegeId, organisation: 'Mairie' })
    expect(invited.status).toBe(201)
    expect(invited.body).toMatchObject({
      email: 'une.fois@essai.test',
      organisation: 'Mairie',
      voice: 'voting',
      state: 'waiting',
    })
    expect(Date.parse(invited.body.expiresAt) - app.clock.now().getTime()).toBe(14 * day)
    const token = await tokenFor('une.fois@essai.test')
    expect((await linkOf(token)).body).toMatchObject({ kind: 'invitation', committeeName: 'Comité d’essai' })

    const entered = await accept(token)
    expect(entered.body.memberships).toEqual([
      {
        committeeId: params.committeeId,
        committeeName: 'Comité d’essai',
        roles: ['member'],
        collegeId,
        voice: 'voting',
      },
    ])
    expect(await stateOf(invited.body.id)).toBe('accepted')
    expect((await accept(token)).body.code).toBe('link-used')
    const [joined, asked] = await lastActs(2)
    expect(joined).toMatchObject({
      act: 'member-joined',
      actorId: entered.body.person.id,
      comesFrom: [{ type: 'invitation', id: invited.body.id }],
    })
    expect(asked).toMatchObject({ act: 'member-invited', objectId: invited.body.id })
    expect(await messagesTo('une.fois@essai.test')).toEqual([])
    expect((await renew(invited.body.id)).body.code).toBe('wrong-state')
    expect((await revoke(invited.body.id)).body).toMatchObject({ code: 'wrong-state' })
  })

  it.skipIf(!available)('never answers nor keeps the secret of the link', async () => {
    const invited = await invite('secret@essai.test')
    const token = await tokenFor('secret@essai.test')
    const list = await app.call(people.coordinator.cookie, contract.listInvitations, { params })
    expect(JSON.stringify([invited.body, list])).not.toContain(token)
    const rows = await app.database.prisma.invitation.findMany()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it.skipIf(!available)(
    'renews: the new link works, the earlier one does not, the outbox shows one',
    async () => {
      const { body } = await invite('renouveler@essai.test')
      const first = await tokenFor(body.email)
      app.clock.advance(day)
      const renewed = await renew(body.id)
      expect(Date.parse(renewed.body.expiresAt) - Date.parse(body.expiresAt)).toBe(day)
      const second = await tokenFor(body.email)
      expect(await messagesTo(body.email)).toHaveLength(1)
      expect((await linkOf(first)).body.code).toBe('link-unknown')
      expect((await linkOf(second)).status).toBe(200)
      expect((await lastActs(1))[0]).toMatchObject({ act: 'invitation-renewed', objectId: body.id })
    },
  )

  it.skipIf(!available)('renews with the new contents when the address is invited again', async () => {
    const first = await invite('encore@essai.test')
    const again = await invite('ENCORE@essai.test', { roles: ['observer'], name: 'Autre nom' })
    expect(again.body).toMatchObject({
      id: first.body.id,
      roles: ['observer'],
      name: 'Autre nom',
      voice: 'none',
    })
    expect(await messagesTo('encore@essai.test')).toHaveLength(1)
  })

  it.skipIf(!available)('revokes: the link stops working and leaves the outbox', async () => {
    const { body } = await invite('annuler@essai.test')
    const token = await tokenFor(body.email)
    expect((await revoke(body.id)).status).toBe(204)
    expect(await stateOf(body.id)).toBe('revoked')
    expect((await accept(token)).body.code).toBe('link-unknown')
    expect(await messagesTo(body.email)).toEqual([])
    expect((await lastActs(1))[0]).toMatchObject({ act: 'invitation-revoked', objectId: body.id })
    expect((await renew(body.id)).body.code).toBe('wrong-state')
    expect((await invite(body.email)).body.id).not.toBe(body.id)
  })

  it.skipIf(!available)('expires after fourteen days, and can be renewed then', async () => {
    const { body } = await invite('trop.tard@essai.test')
    const token = await tokenFor(body.email)
    app.clock.advance(14 * day)
    expect(await stateOf(body.id)).toBe('expired')
    expect((await accept(token)).body.code).toBe('link-expired')
    await renew(body.id)
    expect((await accept(await tokenFor(body.email))).status).toBe(201)
  })

  it.skipIf(!available)('refuses an address that is a member already', async () => {
    const answer = await invite(people.member.email.toUpperCase())
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({ code: 'already-member', field: 'email' })
  })

  it.skipIf(!available)('adds a committee to an account that exists, by its own password', async () => {
    await invite(people.stranger.email, { roles: ['observer'] })
    const token = await tokenFor(people.stranger.email)
    expect((await linkOf(token)).body).toMatchObject({ hasAccount: true })
    expect((await accept(token)).status).toBe(201)
    const { memberships } = await app.call(people.stranger.cookie, me, {})
    expect(memberships.map(({ committeeId }) => committeeId)).toContain(params.committeeId)
  })

  it.skipIf(!available).each([
    ['a bad address', { email: 'pas-une-adresse' }, 'invalid-address', 'email'],
    ['a blank name', { name: ' ' }, 'missing-field', 'name'],
    ['an unknown role', { roles: ['chief'] }, 'invalid-value', 'roles.0'],
    [
      'a college of nobody',
      { collegeId: '00000000-0000-4000-8000-000000000000' },
      'invalid-value',
      'collegeId',
    ],
    ['an unknown field', { password: 'x' }, 'unknown-field', 'password'],
  ])('refuses %s and sends nothing', async (_, more, code, field) => {
    const answer = await invite('refus@essai.test', more)
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code, field })
    expect(await messagesTo('refus@essai.test')).toEqual([])
  })

  it.skipIf(!available)('does not reach into another committee', async () => {
    const { id } = await app.call(people.coordinator.cookie, contract.foundCommittee, {
      body: { name: 'Voisin', programmeStart: '2028-01-01' },
    })
    const { body } = await invite('ailleurs@essai.test')
    const foreign = { params: { committeeId: id, invitationId: body.id } }
    const { cookie } = people.coordinator
    expect((await app.ask(cookie, contract.revokeInvitation, foreign)).status).toBe(404)
    expect((await app.ask(cookie, contract.renewInvitation, foreign)).status).toBe(404)
    expect(await stateOf(body.id)).toBe('waiting')
  })
})
