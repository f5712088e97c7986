import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as contract from '@reliance/shared/committee/contract'
import type { Endpoint } from '@reliance/shared/endpoint'
import { readJournal } from '@reliance/shared/journal/contract'
import { handleOutboxMessage, listOutbox } from '@reliance/shared/notifications/contract'
import { buildTestApp, type TestApp } from '../../support/build-app'
import { testDatabases } from '../../support/database'
import { peopleCommittee, type TestCommittee } from '../../support/people'

const nobody = '00000000-0000-4000-8000-000000000000'
const names = { nameFr: 'Nouveau', nameEn: 'New' }
const college = { ...names, seats: 3, weightPercent: 5, palette: 1 }
const axis = { ...names, status: 'active', palette: 1 }
const csv = { csv: 'nom;courriel\nA;a@essai.test' }

/** Everything that coordinators alone may do. Ids that do not exist: the refusal comes before anything is looked up. */
const administration: [string, Endpoint, Record<string, string>, unknown?][] = [
  ['change the settings', contract.changeCommittee, {}, { name: 'X' }],
  ['add a college', contract.addCollege, {}, college],
  ['change a college', contract.changeCollege, { collegeId: nobody }, college],
  ['remove a college', contract.removeCollege, { collegeId: nobody }],
  ['add an axis', contract.addAxis, {}, axis],
  ['change an axis', contract.changeAxis, { axisId: nobody }, axis],
  ['remove an axis', contract.removeAxis, { axisId: nobody }],
  ['change a modality', contract.changeModality, { modalityId: nobody }, { ...names, enabled: true }],
  ['change a member', contract.changeMember, { memberId: nobody }, { voice: 'none' }],
  ['end a membership', contract.removeMember, { memberId: nobody }],
  ['see invitations', contract.listInvitations, {}],
  ['invite', contract.invite, {}, { email: 'a@essai.test', name: 'A', roles: ['member'] }],
  ['preview a list', contract.previewInvitations, {}, csv],
  ['invite a list', contract.inviteList, {}, csv],
  ['revoke an invitation', contract.revokeInvitation, { invitationId: nobody }],
  ['renew an invitation', contract.renewInvitation, { invitationId: nobody }],
  ['see the outbox', listOutbox, {}],
  ['handle a message', handleOutboxMessage, { messageId: nobody }, { handled: true }],
]

const reading: [string, Endpoint][] = [
  ['the committee', contract.readCommittee],
  ['the directory', contract.listMembers],
  ['the journal', readJournal],
]

describe.each(testDatabases())('rights in a committee on $name', ({ available, open }) => {
  let app: TestApp
  let people: TestCommittee

  beforeAll(async () => {
    if (!available) return
    app = await buildTestApp(await open())
    people = await peopleCommittee(app)
  })
  afterAll(() => app?.close())

  it.skipIf(!available).each(administration)(
    'lets a coordinator alone %s',
    async (_, endpoint, ids, body) => {
      const input = { params: { committeeId: people.committeeId, ...ids }, body }
      const status = async (cookie: string | null) => (await app.ask(cookie, endpoint, input)).status
      expect(await status(null)).toBe(401)
      expect(await status(people.member.cookie)).toBe(403)
      expect(await status(people.researcher.cookie)).toBe(403)
      expect(await status(people.observer.cookie)).toBe(403)
      expect(await status(people.stranger.cookie)).toBe(404)
      const allowed = await status(people.coordinator.cookie)
      expect([200, 201, 204, 404]).toContain(allowed)
      expect(allowed === 404).toBe(Object.keys(ids).length > 0)
    },
  )

  it.skipIf(!available).each(reading)('shows %s to every member and to nobody else', async (_, endpoint) => {
    const input = { params: { committeeId: people.committeeId } }
    const { member, researcher, observer, coordinator, stranger } = people
    for (const { cookie } of [member, researcher, observer, coordinator])
      expect((await app.ask(cookie, endpoint, input)).status).toBe(200)
    expect((await app.ask(stranger.cookie, endpoint, input)).status).toBe(404)
    expect((await app.ask(null, endpoint, input)).status).toBe(401)
  })

  it.skipIf(!available).each([...reading, ...administration])(
    'answers 400 to an id that is none: %s',
    async (_, endpoint, ids = {}, body = undefined) => {
      const answer = await app.ask(people.coordinator.cookie, endpoint as Endpoint, {
        params: { committeeId: 'pas-un-identifiant', ...(ids as Record<string, string>) },
        body,
      })
      expect(answer.status).toBe(400)
      expect(answer.body).toMatchObject({ code: 'invalid-value', field: 'committeeId' })
    },
  )
})
