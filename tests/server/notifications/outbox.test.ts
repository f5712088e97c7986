import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeMember, foundCommittee, invite, listMembers } from '@reliance/shared/committee/contract'
import { handleOutboxMessage, listOutbox } from '@reliance/shared/notifications/contract'
import type { Mail } from '@reliance/server/notifications/mailer'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, setUpCommittee, type TestCommittee } from '../../support/people'

describe.each(testDatabases())('the outbox on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee
  let params: { committeeId: string }

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
    params = { committeeId: people.committeeId }
    const body = { email: 'a@essai.test', name: 'Ada', roles: ['member' as const] }
    await app.call(people.coordinator.cookie, invite, { params, body })
  })
  afterAll(() => app?.close())

  const outbox = (cookie = people.coordinator.cookie) => app.call(cookie, listOutbox, { params })
  const handle = (messageId: string, handled: unknown, committeeId = params.committeeId) =>
    app.ask(people.coordinator.cookie, handleOutboxMessage, {
      params: { committeeId, messageId },
      body: { handled },
    })

  it.skipIf(!available)('holds the invitation that no mail server could take', async () => {
    const { mailSet, messages } = await outbox()
    expect(mailSet).toBe(false)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({ kind: 'invitation', recipientEmail: 'a@essai.test', handledAt: null })
    expect(messages[0]?.subject).toContain('Comité d’essai')
    expect(messages[0]?.body).toMatch(/Bonjour Ada,[^]*http:\/\/reliance\.test\/invitation\//)
  })

  it.skipIf(!available)('remembers that a message was handed on, and forgets it again', async () => {
    const id = (await outbox()).messages[0]?.id ?? ''
    expect((await handle(id, true)).status).toBe(204)
    expect((await outbox()).messages[0]?.handledAt).toBe(app.clock.now().toISOString())
    expect((await handle(id, false)).status).toBe(204)
    expect((await outbox()).messages[0]?.handledAt).toBeNull()
    expect((await handle(id, 'oui')).body).toMatchObject({ code: 'wrong-type', field: 'handled' })
  })

  it.skipIf(!available)('does not reach into another committee', async () => {
    const id = (await outbox()).messages[0]?.id ?? ''
    const body = { name: 'Voisin', programmeStart: '2028-01-01' }
    const other = await app.call(people.coordinator.cookie, foundCommittee, { body })
    expect((await handle(id, true, other.id)).status).toBe(404)
    const there = { params: { committeeId: other.id } }
    expect((await app.call(people.coordinator.cookie, listOutbox, there)).messages).toEqual([])
  })

  it.skipIf(!available)('shows a reset link to nobody but the coordinator who issued it', async () => {
    const members = await app.call(people.coordinator.cookie, listMembers, { params })
    const memberId = members.find(({ personId }) => personId === people.researcher.personId)?.id ?? ''
    await app.call(people.coordinator.cookie, changeMember, {
      params: { ...params, memberId },
      body: { roles: ['researcher', 'coordinator'] },
    })
    await app.services.notifications.send({
      committeeId: params.committeeId,
      kind: 'reset',
      to: people.member.email,
      locale: 'fr',
      values: { name: 'M', url: 'http://reliance.test/new-password/secret', expires: 'demain' },
      issuedById: people.coordinator.personId,
    })
    const kinds = async (cookie: string) => (await outbox(cookie)).messages.map(({ kind }) => kind).sort()
    expect(await kinds(people.coordinator.cookie)).toEqual(['invitation', 'reset'])
    expect(await kinds(people.researcher.cookie)).toEqual(['invitation'])
  })
})

describe.each(testDatabases())('mail on $name', ({ available, open }) => {
  let app: TestApp
  let sent: Mail[] = []
  let broken = false

  beforeAll(async () => {
    if (!available) return
    const mailer = {
      async send(mail: Mail) {
        if (broken) throw new Error('the mail server does not answer')
        sent.push(mail)
      },
      close: () => undefined,
    }
    app = await buildTestApp(await open(), { mailer })
  })
  afterAll(() => app?.close())

  it.skipIf(!available)(
    'goes out where a server is set; what it does not take waits in the outbox',
    async () => {
      const { committeeId, coordinator } = await setUpCommittee(app)
      const params = { committeeId }
      const asked = (email: string) =>
        app.call(coordinator.cookie, invite, { params, body: { email, name: 'Bo', roles: ['member'] } })
      await asked('b@essai.test')
      expect(sent.map(({ to }) => to)).toEqual(['b@essai.test'])
      expect(sent[0]?.text).toContain('http://reliance.test/invitation/')
      expect(await app.call(coordinator.cookie, listOutbox, { params })).toEqual({
        mailSet: true,
        messages: [],
      })
      broken = true
      sent = []
      await asked('c@essai.test')
      const { messages } = await app.call(coordinator.cookie, listOutbox, { params })
      expect(messages.map(({ recipientEmail }) => recipientEmail)).toEqual(['c@essai.test'])
    },
  )
})
