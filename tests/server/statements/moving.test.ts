import { describe, expect } from 'vitest'
import { inviteWriter, readStatement, uninviteWriter } from '@reliance/shared/statements/contract'
import { testDatabases } from '../../support/database'
import { committeeSuite, outsiders } from '../documents/committee-suite'

describe.each(testDatabases())('the life of a statement on $name', (database) => {
  const suite = committeeSuite(database)
  const { test } = suite
  const read = (statementId: string) =>
    suite.app.call(suite.people.coordinator.cookie, readStatement, { params: { statementId } })

  test('is moved on by the person who carries it, or by a coordinator', async () => {
    const { coordinator, member } = suite.people
    const { id } = await suite.begin()
    const moved = await suite.move(member.cookie, id, 'peer_review')
    expect(moved.body.state).toBe('peer_review')
    expect((await suite.move(coordinator.cookie, id, 'draft')).body.state).toBe('draft')
    expect((await suite.journal())[0]).toMatchObject({
      act: 'statement-moved',
      objectType: 'statement',
      objectId: id,
      actorId: coordinator.personId,
    })
  })

  test('is refused to those without the right', async () => {
    const { researcher, observer, member } = suite.people
    const { id } = await suite.begin()
    for (const { cookie } of [researcher, observer]) {
      expect((await suite.move(cookie, id, 'peer_review')).status).toBe(403)
    }
    expect((await suite.move(member.cookie, id, 'set_aside', 'Non')).status).toBe(403)
    for (const [, cookie, status] of outsiders(suite.people)) {
      expect((await suite.move(cookie ?? '', id, 'peer_review')).status).toBe(status)
    }
    expect((await read(id)).state).toBe('draft')
  })

  test('sets aside with a reason only, shown to all, and forgotten when taken up again', async () => {
    const { coordinator } = suite.people
    const { id } = await suite.begin()
    for (const reason of [undefined, '   ']) {
      const refused = await suite.move(coordinator.cookie, id, 'set_aside', reason)
      expect(refused.status).toBe(400)
      expect(refused.body).toMatchObject({ code: 'reason-required', field: 'reason' })
    }
    const aside = await suite.move(coordinator.cookie, id, 'set_aside', ' Traité ailleurs ')
    expect(aside.body).toMatchObject({ state: 'set_aside', setAsideReason: 'Traité ailleurs' })
    expect((await suite.move(coordinator.cookie, id, 'draft')).body.setAsideReason).toBeNull()
  })

  test('is never brought to deliberation, adopted or merged by hand', async () => {
    const { coordinator } = suite.people
    const { id } = await suite.begin()
    await suite.move(coordinator.cookie, id, 'peer_review')
    for (const state of ['deliberation', 'adopted', 'merged', 'revised', 'situation'] as const) {
      const refused = await suite.move(coordinator.cookie, id, state)
      expect([refused.status, refused.body.code]).toEqual([409, 'transition-refused'])
    }
  })

  test('lets a coordinator invite a researcher to write, and take it back', async () => {
    const { coordinator, researcher } = suite.people
    const { id } = await suite.begin()
    const params = { statementId: id, personId: researcher.personId }
    expect((await suite.app.ask(coordinator.cookie, inviteWriter, { params })).status).toBe(204)
    const before = (await suite.journal()).length
    expect((await suite.app.ask(coordinator.cookie, inviteWriter, { params })).status).toBe(204)
    expect((await suite.journal()).length).toBe(before)
    expect((await read(id)).invitedWriters).toMatchObject([{ personId: researcher.personId }])
    expect((await suite.journal())[0]).toMatchObject({ act: 'writer-invited', objectId: researcher.personId })
    expect((await suite.app.ask(coordinator.cookie, uninviteWriter, { params })).status).toBe(204)
    expect((await read(id)).invitedWriters).toEqual([])
  })

  test('refuses to invite whom it would not help, or from elsewhere', async () => {
    const { coordinator, observer, stranger } = suite.people
    const { id } = await suite.begin()
    const invite = async (personId: string) => {
      const params = { statementId: id, personId }
      return (await suite.app.ask(coordinator.cookie, inviteWriter, { params })).status
    }
    expect(await invite(observer.personId)).toBe(400)
    expect(await invite(stranger.personId)).toBe(404)
  })

  test('lets nobody else invite writers', async () => {
    const { member, researcher, observer } = suite.people
    const { id } = await suite.begin()
    const params = { statementId: id, personId: researcher.personId }
    for (const endpoint of [inviteWriter, uninviteWriter]) {
      for (const { cookie } of [member, researcher, observer]) {
        expect((await suite.app.ask(cookie, endpoint, { params })).status).toBe(403)
      }
      for (const [, cookie, status] of outsiders(suite.people)) {
        expect((await suite.app.ask(cookie, endpoint, { params })).status).toBe(status)
      }
    }
  })
})
